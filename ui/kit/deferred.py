"""Work that Streamlit does later, on a thread that knows of no visitor."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx


def as_this_visitor(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same, done as the visitor of this run: in their language, on their files.

    On a thread of its own, since the one it is called on goes on to serve others.
    """
    visitor = get_script_run_ctx()

    def made() -> bytes:
        with ThreadPoolExecutor(1, "download", add_script_run_ctx, (None, visitor)) as thread:
            return thread.submit(make).result()

    return made

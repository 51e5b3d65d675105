"""What fails because of us is logged and told in a sentence; no traceback ever reaches the page."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import RerunException, StopException

from ui.kit import show
from ui.session import session


@contextmanager
def report_internal_error() -> Iterator[None]:
    """Around everything that draws: the page, and each part of it that runs again by itself."""
    try:
        yield
    except (RerunException, StopException):
        raise
    except Exception:
        logging.getLogger("retain").exception("A page failed")
        show.problem(session.speech().say("Something went wrong here, and it is our fault. Your file is unharmed."))

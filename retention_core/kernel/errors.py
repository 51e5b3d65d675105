"""Everything that can go wrong, as values. The sentence is made at the edge, in the reader's language."""

from collections.abc import Mapping

from retention_core.kernel.questions import Question


class RetainError(Exception):
    """Root of the tree: a `code` from a closed list and the `values` its sentence needs."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: Mapping[str, object] = values


class Refused(RetainError):  # noqa: N818
    """A file that cannot be trusted or understood; `values` name the file and what was seen in it."""


class Asking(RetainError):  # noqa: N818
    """A doubt that only the user can settle. Never leaves `retention_core.ingest`, which returns the question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.code)
        self.question = question


class Stopped(RetainError):  # noqa: N818
    """The user stopped the reading."""


class WrongAnswer(RetainError):  # noqa: N818
    """An answer to a question that was not asked, or a choice that it does not offer."""


class WrongInput(RetainError):  # noqa: N818
    """Numbers typed in that contradict each other; `code` says which one cannot be right."""


class HeldBack(RetainError):  # noqa: N818
    """A list for writing to people that is not made, since it is not known for sure whom nobody may contact."""

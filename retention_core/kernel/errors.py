"""Everything that can go wrong, as values. The sentence is made at the edge, in the reader's language."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from retention_core.kernel.questions import Question
from retention_core.kernel.reading_codes import QuestionCode
from retention_core.kernel.refusals import InputProblem, Refusal

Code = TypeVar("Code", bound=str)


class RetainError(Exception, Generic[Code]):
    """Root of the tree: a `code` from a closed list and the `values` its sentence needs."""

    def __init__(self, code: Code, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: Mapping[str, object] = values


class Refused(RetainError[Refusal]):
    """A file that cannot be trusted or understood; `values` name the file and what was seen in it."""


class Asking(RetainError[QuestionCode]):
    """A doubt that only the user can settle. Never leaves `retention_core.ingest`, which returns the question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.code)
        self.question = question


class Stopped(RetainError[str]):
    """The user stopped the reading."""


class WrongInput(RetainError[InputProblem]):
    """Numbers typed in that contradict each other; `code` says which one cannot be right."""

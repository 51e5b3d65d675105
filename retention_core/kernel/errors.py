"""Everything that can go wrong, as values. The sentence is made at the edge, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from retention_core.kernel.questions import Question
from retention_core.kernel.reading_codes import QuestionCode


class Refusal(StrEnum):
    """Why files were not read or nothing could be written; docs/reading-files.md lists them."""

    NO_FILES = "no_files"
    EMPTY = "empty"
    HEADER_ONLY = "header_only"
    NO_COLUMNS = "no_columns"
    NOT_A_TABLE = "not_a_table"
    NO_DAY_COLUMN = "no_day_column"
    NO_CUSTOMER_COLUMN = "no_customer_column"
    EXPORT_WITHOUT_CUSTOMERS = "export_without_customers"
    CUSTOMER_TOTALS = "customer_totals"
    CUSTOMER_LIST = "customer_list"
    EMPTY_CUSTOMER_COLUMN = "empty_customer_column"
    NO_KNOWN_TABLE = "no_known_table"
    OTHER_TABLE = "other_table"
    NO_USABLE_ROWS = "no_usable_rows"
    UNREADABLE_FILE = "unreadable_file"
    TOO_WIDE = "too_wide"
    IS_PICTURE = "is_picture"
    IS_PDF = "is_pdf"
    IS_DATABASE = "is_database"
    IS_ARCHIVE = "is_archive"
    IS_PROGRAM = "is_program"
    IS_DOCUMENT = "is_document"
    IS_WEB_PAGE = "is_web_page"
    IS_NUMBERS = "is_numbers"
    IS_LOCK_FILE = "is_lock_file"
    PASSWORD = "password"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    NO_FORMULA_RESULTS = "no_formula_results"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    READER_ENDED = "reader_ended"
    DISK_FULL = "disk_full"
    TOO_BIG_AMOUNTS = "too_big_amounts"
    SEVERAL_FILES_INSIDE = "several_files_inside"
    NO_SHEET = "no_sheet"
    WIDE_TABLE = "wide_table"
    LINES_ALONE = "lines_alone"
    NO_ORDERS = "no_orders"
    INTERNAL = "internal"
    CLOSED_MEANWHILE = "closed_meanwhile"
    OUT_OF_MEMORY = "out_of_memory"
    CANNOT_WRITE = "cannot_write"
    WOULD_OVERWRITE = "would_overwrite"
    NO_CLEAN_ORDERS = "no_clean_orders"


class InputProblem(StrEnum):
    """Which of the numbers typed in cannot be right."""

    NEGATIVE_NUMBER = "negative_number"
    NOT_A_SHARE = "not_a_share"
    NOBODY_AT_START = "nobody_at_start"
    GAINED_MORE_THAN_END = "gained_more_than_end"
    KEPT_MORE_THAN_START = "kept_more_than_start"
    LOST_MORE_THAN_START = "lost_more_than_start"
    NOTHING_AT_START = "nothing_at_start"
    LOST_MORE_THAN_REVENUE = "lost_more_than_revenue"
    NOBODY_GAINED = "nobody_gained"
    NOBODY_LEAVES = "nobody_leaves"
    NOTHING_SPENT = "nothing_spent"
    NO_TIER_HISTORY = "no_tier_history"
    TIER_COUNT = "tier_count"
    TIER_NAMES = "tier_names"
    TIER_MONTHS = "tier_months"
    TIER_SHARES = "tier_shares"
    TIER_THRESHOLDS = "tier_thresholds"


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


class HeldBack(RetainError):  # noqa: N818
    """A list for writing to people that is not made, since it is not known for sure whom nobody may contact."""

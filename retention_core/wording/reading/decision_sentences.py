"""What was decided while reading a file, and what could be chosen instead, in the words of a shop."""

from collections.abc import Mapping

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.questions import Decision, TableKind
from retention_core.kernel.reading_codes import DecisionCode, Overrulable, QuestionCode
from retention_core.wording.reading.reading_sentences import KINDS, WORDS, choice_label, field_name, reason

ROWS_WITH_REASON = N_("Rows: {reason} ({rows})")

DECISIONS: Mapping[Overrulable, str] = {
    QuestionCode.ENCODING: N_("Letters"),
    DecisionCode.REPAIRED_NAMES: N_("Damaged names"),
    DecisionCode.DELIMITER: N_("Columns are separated by"),
    DecisionCode.HEADER_ROW: N_("Names of the columns"),
    QuestionCode.NO_HEADER: N_("The first row"),
    QuestionCode.KIND: N_("The file holds"),
    DecisionCode.PLATFORM: N_("Export of"),
    QuestionCode.SHEETS: N_("Sheets in use"),
    DecisionCode.HIDDEN_SHEETS: N_("Hidden sheets: {sheets}"),
    QuestionCode.DAY_COLUMN: N_("Column with the day"),
    QuestionCode.CUSTOMER_COLUMN: N_("Column that says who bought"),
    QuestionCode.AMOUNT_COLUMN: N_("Column with the amount paid"),
    QuestionCode.DAY_ORDER: N_("Dates in numbers ({field})"),
    QuestionCode.SWAPPED_DAYS: N_("Day and month turned round"),
    QuestionCode.THAI_YEARS: N_("Years 543 ahead"),
    QuestionCode.MONTHS_ONLY: N_("Months without a day"),
    DecisionCode.FEW_MONTHS: N_("Months without a day, such as {example} ({rows})"),
    DecisionCode.DAYS_AS_SERIAL: N_("Dates written as day numbers ({rows})"),
    DecisionCode.DAYS_AS_SECONDS: N_("Dates written as seconds ({rows})"),
    DecisionCode.DAYS_AS_MILLISECONDS: N_("Dates written as milliseconds ({rows})"),
    QuestionCode.DECIMAL_MARK: N_("Decimals ({field})"),
    QuestionCode.CREDIT_DEBIT: N_("CR and DR"),
    QuestionCode.PRICE_MEANS: N_("{column} is"),
    QuestionCode.DISCOUNT: N_("What {column} means"),
    DecisionCode.REFUNDS_TAKEN_OFF: N_("Money given back ({column})"),
    DecisionCode.CENTS: N_("Unit of {column}"),
    DecisionCode.UNIT: N_("Unit of {column}"),
    QuestionCode.CURRENCY: N_("Currency in use"),
    QuestionCode.PAUSED: N_("Paused contracts ({rows})"),
    QuestionCode.STATES: N_("Orders of an unknown state in {column} ({states})"),
    QuestionCode.ROWS_APART: N_("Rows under {example}"),
    QuestionCode.REFUND_ROWS: N_("Rows called refunds"),
    QuestionCode.AMOUNT_REPEATS: N_("The same amount on all lines of an order"),
    QuestionCode.SPLIT_NUMBERS: N_("Amounts split into two cells"),
    QuestionCode.SPLIT_ROWS: N_("Rows with more cells than columns"),
    QuestionCode.WRITTEN_ONCE: N_("Rows below a customer written once"),
    QuestionCode.TOTAL_ROWS: N_("Rows that name {example} as the customer"),
    DecisionCode.SUM_ROWS: N_("Rows that hold the sum of those above ({rows})"),
    QuestionCode.DUPLICATES: N_("Rows repeated under one order number ({rows})"),
    DecisionCode.IDENTICAL_ROWS: N_("Rows identical to another one ({rows})"),
    QuestionCode.UNREADABLE: N_("Rows that cannot be read ({field})"),
    DecisionCode.CANCELLED: ROWS_WITH_REASON,
    DecisionCode.FAILED: ROWS_WITH_REASON,
    DecisionCode.TEST: ROWS_WITH_REASON,
    DecisionCode.UNPAID: ROWS_WITH_REASON,
    DecisionCode.REFUNDED: ROWS_WITH_REASON,
    DecisionCode.NO_SALE: ROWS_WITH_REASON,
    QuestionCode.SAME_ORDERS: N_("Rows that also stand in {other} ({rows})"),
    QuestionCode.NOT_IN_LIST: N_("Products without a price in {other}"),
    QuestionCode.TWO_PRICES: N_("Products with more than one price"),
    QuestionCode.WITHOUT_LINES: N_("Orders without lines in {other}"),
    QuestionCode.LINES_MONEY: N_("Whose money counts"),
    QuestionCode.LINES_OR_ORDERS: N_("Money of the orders"),
}

_SET_ASIDE, _COUNTED, _LEFT_OUT = N_("set aside"), N_("counted as orders"), N_("left out")
_UNREADABLE = N_("They are no dates: set them aside")
_SINCE_1970 = N_("They count from 1970")
_OWN_CHOICES: Mapping[tuple[Overrulable, str], str] = {
    (DecisionCode.REPAIRED_NAMES, "repair"): N_("repaired"),
    (DecisionCode.REPAIRED_NAMES, "as_written"): N_("left as they are written"),
    (DecisionCode.HEADER_ROW, "none"): N_("There are none: the first row is an order"),
    (DecisionCode.PLATFORM, "none"): N_("No platform: read by its column names alone"),
    (DecisionCode.HIDDEN_SHEETS, "leave_out"): _LEFT_OUT,
    (DecisionCode.HIDDEN_SHEETS, "use"): N_("used"),
    (DecisionCode.FEW_MONTHS, "leave_out"): _SET_ASIDE,
    (DecisionCode.FEW_MONTHS, "first_of_month"): N_("counted on the first day of the month"),
    (DecisionCode.DAYS_AS_SERIAL, "since_1900"): N_("They count from 1900, as in Excel"),
    (DecisionCode.DAYS_AS_SERIAL, "since_1904"): N_("They count from 1904, as in old Excel for Mac"),
    (DecisionCode.DAYS_AS_SERIAL, "no_days"): _UNREADABLE,
    (DecisionCode.DAYS_AS_SECONDS, "since_1970"): _SINCE_1970,
    (DecisionCode.DAYS_AS_SECONDS, "no_days"): _UNREADABLE,
    (DecisionCode.DAYS_AS_MILLISECONDS, "since_1970"): _SINCE_1970,
    (DecisionCode.DAYS_AS_MILLISECONDS, "no_days"): _UNREADABLE,
    (DecisionCode.REFUNDS_TAKEN_OFF, "take_off"): N_("taken off the amount"),
    (DecisionCode.REFUNDS_TAKEN_OFF, "leave"): N_("not taken off"),
    (DecisionCode.CENTS, "hundredths"): N_("hundredths: 1250 is 12.50"),
    (DecisionCode.UNIT, "times"): N_("as its name says"),
    (DecisionCode.UNIT, "as_written"): N_("as they are written"),
    (DecisionCode.CENTS, "whole"): N_("whole: 1250 is 1,250.00"),
    (DecisionCode.SUM_ROWS, "totals"): N_("totals: set aside"),
    (DecisionCode.SUM_ROWS, "orders"): _COUNTED,
    (DecisionCode.IDENTICAL_ROWS, "once"): N_("counted once"),
    (DecisionCode.IDENTICAL_ROWS, "all"): N_("counted every time"),
}
_STATE_CHOICES: Mapping[str, str] = {"set_aside": _SET_ASIDE, "count": _COUNTED}


def decision_label(decision: Decision, speech: Speech) -> str:
    """What was decided about."""
    field = field_name(decision.field, speech) if decision.field else ""
    why = reason(decision.code, speech) if DECISIONS[decision.code] == ROWS_WITH_REASON else ""
    return speech.say(DECISIONS[decision.code], **{**decision.values, "field": field, "reason": why})


def decision_choice(decision: Decision, choice: str, speech: Speech) -> str:
    """What one of the choices says."""
    if own := _own(decision, choice):
        return speech.say(own)
    if decision.code == DecisionCode.HEADER_ROW:
        values = next(offered.values for offered in decision.choices if offered.choice == choice)
        return speech.say(N_("Row {row}: {example}"), **values)
    return choice_label(decision, choice, speech)


def _own(decision: Decision, choice: str) -> str | None:
    """The words of a choice that no question has."""
    if DECISIONS[decision.code] == ROWS_WITH_REASON:
        return _STATE_CHOICES.get(choice)
    if decision.code == QuestionCode.KIND:
        return KINDS[TableKind(choice)]
    if decision.code == DecisionCode.DELIMITER:
        return WORDS.get(choice)
    return _OWN_CHOICES.get((decision.code, choice))

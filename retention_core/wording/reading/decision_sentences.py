"""What was decided while reading a file, and what could be chosen instead, in the words of a shop."""

from collections.abc import Mapping

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.kernel.questions import Decision, TableKind
from retention_core.wording.reading.reading_sentences import KINDS, WORDS, choice_label, field_name, reason

ROWS_WITH_REASON = N_("Rows: {reason} ({rows})")

DECISIONS: Mapping[str, str] = {
    "encoding": N_("Letters"),
    "repaired_names": N_("Damaged names"),
    "delimiter": N_("Columns are separated by"),
    "header_row": N_("Names of the columns"),
    "no_header": N_("The first row"),
    "kind": N_("The file holds"),
    "platform": N_("Export of"),
    "sheets": N_("Sheets in use"),
    "hidden_sheets": N_("Hidden sheets: {sheets}"),
    "day_column": N_("Column with the day"),
    "customer_column": N_("Column that says who bought"),
    "amount_column": N_("Column with the amount paid"),
    "day_order": N_("Dates in numbers ({field})"),
    "swapped_days": N_("Day and month turned round"),
    "thai_years": N_("Years 543 ahead"),
    "months_only": N_("Months without a day"),
    "few_months": N_("Months without a day, such as {example} ({rows})"),
    "days_as_serial": N_("Dates written as day numbers ({rows})"),
    "days_as_seconds": N_("Dates written as seconds ({rows})"),
    "days_as_milliseconds": N_("Dates written as milliseconds ({rows})"),
    "decimal_mark": N_("Decimals ({field})"),
    "credit_debit": N_("CR and DR"),
    "price_means": N_("{column} is"),
    "discount": N_("What {column} means"),
    "refunds_taken_off": N_("Money given back ({column})"),
    "cents": N_("Unit of {column}"),
    "unit": N_("Unit of {column}"),
    "currency": N_("Currency in use"),
    "states": N_("Orders of an unknown state in {column} ({states})"),
    "rows_apart": N_("Rows under {example}"),
    "refund_rows": N_("Rows called refunds"),
    "amount_repeats": N_("The same amount on all lines of an order"),
    "split_numbers": N_("Amounts split into two cells"),
    "split_rows": N_("Rows with more cells than columns"),
    "written_once": N_("Rows below a customer written once"),
    "total_rows": N_("Rows that name {example} as the customer"),
    "sum_rows": N_("Rows that hold the sum of those above ({rows})"),
    "duplicates": N_("Rows repeated under one order number ({rows})"),
    "identical_rows": N_("Rows identical to another one ({rows})"),
    "unreadable": N_("Rows that cannot be read ({field})"),
    "cancelled": ROWS_WITH_REASON,
    "failed": ROWS_WITH_REASON,
    "test": ROWS_WITH_REASON,
    "unpaid": ROWS_WITH_REASON,
    "refunded": ROWS_WITH_REASON,
    "no_sale": ROWS_WITH_REASON,
    "same_orders": N_("Rows that also stand in {other} ({rows})"),
    "not_in_list": N_("Products without a price in {other}"),
    "two_prices": N_("Products with more than one price"),
    "without_lines": N_("Orders without lines in {other}"),
    "lines_money": N_("Whose money counts"),
    "lines_or_orders": N_("Money of the orders"),
}

_SET_ASIDE, _COUNTED, _LEFT_OUT = N_("set aside"), N_("counted as orders"), N_("left out")
_UNREADABLE = N_("They are no dates: set them aside")
_SINCE_1970 = N_("They count from 1970")
_OWN_CHOICES: Mapping[tuple[str, str], str] = {
    ("repaired_names", "repair"): N_("repaired"),
    ("repaired_names", "as_written"): N_("left as they are written"),
    ("header_row", "none"): N_("There are none: the first row is an order"),
    ("platform", "none"): N_("No platform: read by its column names alone"),
    ("hidden_sheets", "leave_out"): _LEFT_OUT,
    ("hidden_sheets", "use"): N_("used"),
    ("few_months", "leave_out"): _SET_ASIDE,
    ("few_months", "first_of_month"): N_("counted on the first day of the month"),
    ("days_as_serial", "since_1900"): N_("They count from 1900, as in Excel"),
    ("days_as_serial", "since_1904"): N_("They count from 1904, as in old Excel for Mac"),
    ("days_as_serial", "no_days"): _UNREADABLE,
    ("days_as_seconds", "since_1970"): _SINCE_1970,
    ("days_as_seconds", "no_days"): _UNREADABLE,
    ("days_as_milliseconds", "since_1970"): _SINCE_1970,
    ("days_as_milliseconds", "no_days"): _UNREADABLE,
    ("refunds_taken_off", "take_off"): N_("taken off the amount"),
    ("refunds_taken_off", "leave"): N_("not taken off"),
    ("cents", "hundredths"): N_("hundredths: 1250 is 12.50"),
    ("unit", "times"): N_("as its name says"),
    ("unit", "as_written"): N_("as they are written"),
    ("cents", "whole"): N_("whole: 1250 is 1,250.00"),
    ("sum_rows", "totals"): N_("totals: set aside"),
    ("sum_rows", "orders"): _COUNTED,
    ("identical_rows", "once"): N_("counted once"),
    ("identical_rows", "all"): N_("counted every time"),
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
    if decision.code == "header_row":
        values = next(offered.values for offered in decision.choices if offered.choice == choice)
        return speech.say(N_("Row {row}: {example}"), **values)
    return choice_label(decision, choice, speech)


def _own(decision: Decision, choice: str) -> str | None:
    """The words of a choice that no question has."""
    if DECISIONS[decision.code] == ROWS_WITH_REASON:
        return _STATE_CHOICES.get(choice)
    if decision.code == "kind":
        return KINDS[TableKind(choice)]
    if decision.code == "delimiter":
        return WORDS.get(choice)
    return _OWN_CHOICES.get((decision.code, choice))

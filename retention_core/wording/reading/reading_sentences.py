"""What reading a file has to say: refusals, questions, reasons and notes, one sentence per code."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from retention_core.i18n.speech import Speech
from retention_core.kernel.errors import RetainError
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Decision, Note, Question, TableKind

REFUSALS: Mapping[str, str] = {
    "no_files": N_("No file was given. Choose a file with your orders."),
    "empty": N_(
        "{file} is empty: there is nothing in it. If it lies in a cloud folder, open it once so that it is downloaded, "
        "then try again."
    ),
    "header_only": N_(
        "{file} holds column names ({seen}) but no rows below them. Export it again with the orders included."
    ),
    "no_columns": N_(
        "{file} is text without columns. It begins with: {seen}. Save it as CSV or Excel with one row per order."
    ),
    "not_a_table": N_(
        "{file} is not a table: its content is not text that can be read. Export the orders as CSV or Excel."
    ),
    "no_day_column": N_(
        "{file} has no column with the day of an order. Columns seen: {seen}. Add the order date to the export, or "
        "pick the column yourself."
    ),
    "no_customer_column": N_(
        "{file} has no column that says who bought. Columns seen: {seen}. Add a customer number, e-mail or name to the "
        "export, or pick the"
        " column yourself."
    ),
    "export_without_customers": N_(
        "{file} is a report of {platform} that does not say who bought. Export {other} from there and drop that file."
    ),
    "customer_totals": N_(
        "{file} is a list of customers with what they bought in all ({seen}), not of orders. Export the orders, one "
        "row per order, and drop that file; this one can be dropped beside it."
    ),
    "customer_list": N_(
        "{file} is a list of customers without their orders. Export the orders, one row per order, and drop that file; "
        "this one can be dropped beside it."
    ),
    "empty_customer_column": N_(
        "The column {column} of {file} should say who bought, but it is empty in all {rows} rows. Export the orders "
        "with the customers filled in, or pick another column yourself."
    ),
    "no_known_table": N_(
        "{file} is no table that can be used here. Columns seen: {seen}. Needed are at least a customer and the day of "
        "each order."
    ),
    "no_usable_rows": N_(
        "None of the {rows} rows in {file} can be used. Most were left out because: {reason}. Mend the file and drop "
        "it again."
    ),
    "unreadable_file": N_(
        "{file} cannot be opened. Check that it still exists and that no other program has locked it."
    ),
    "too_wide": N_(
        "{file} has {columns} columns, more than a table of orders can have. Delete the columns that are not needed "
        "and try again."
    ),
    "is_picture": N_("{file} is a picture, whatever its name says. Export the orders as CSV or Excel."),
    "is_pdf": N_("{file} is a PDF document. Export the orders as CSV or Excel from the program that made it."),
    "is_database": N_("{file} is a database. Export the table with the orders as CSV or Excel."),
    "is_archive": N_("{file} is an archive. Unpack it first and drop the file inside it."),
    "is_program": N_("{file} is a program, not a table. Nothing was run. Choose a CSV or Excel file."),
    "is_document": N_("{file} is a text document. Copy the table into a spreadsheet and save it as CSV or Excel."),
    "is_web_page": N_(
        "{file} is a web page without a table of orders, perhaps a log-in page. Log in to the shop and export again."
    ),
    "is_numbers": N_(
        "{file} is an Apple Numbers document. In Numbers choose File, Export To, Excel, and drop that file."
    ),
    "is_lock_file": N_(
        "{file} is the mark that Excel leaves while a workbook is open. Choose the workbook itself, without ~$ in its "
        "name."
    ),
    "password": N_(
        "{file} is protected by a password. Open it in Excel, remove the password and save it under another name."
    ),
    "damaged": N_("{file} is damaged or cut short. Download or export it again."),
    "unsafe": N_(
        "{file} was not opened because it is built to harm the program that reads it ({problem}). Export it again from "
        "the shop."
    ),
    "too_large": N_("{file} grows too large when unpacked. Save the sheet with the orders alone, as CSV."),
    "too_slow": N_("{file} took too long to read. Save the sheet with the orders alone, as CSV."),
    "too_much_memory": N_(
        "{file} needs more memory than reading may take here. Use fewer rows or columns, or save the sheet with the "
        "orders alone, as CSV."
    ),
    "reader_ended": N_(
        "The program that reads {file} ended before it was done, so the file may be damaged. Nothing else was touched. "
        "Export it again, or save it as CSV."
    ),
    "disk_full": N_(
        "There is not enough room on the disk of this computer to copy and read these files. Free some space and drop "
        "them again. What was open stays as it is."
    ),
    "internal": N_("Something went wrong here, and it is our fault ({seen}). Your files are unharmed."),
    "too_big_amounts": N_("The amounts in {file} are too large to add up exactly. Check the amount column {column}."),
    "several_files_inside": N_("{file} holds several files. Unpack it and drop those with the orders."),
    "no_sheet": N_("{file} has no sheet with cells in it."),
    "wide_table": N_(
        "{file} has one column per period ({seen}). Needed is one row per order: customer, day, amount. Export the "
        "orders themselves."
    ),
    "lines_alone": N_(
        "{file} holds the lines of orders ({seen}), but not who bought or when. Drop the file with the orders (order "
        "number, customer, day) together with it."
    ),
    "no_orders": N_(
        "No file holds orders, subscriptions, activity or answers of customers. Add the orders and drop both files "
        "together."
    ),
}

QUESTIONS: Mapping[str, str] = {
    "total_rows": N_(
        "{rows} rows of {file} name {example} as the customer. Are they totals, or a customer of that name?"
    ),
    "asked_to_cancel": N_(
        "Of {rows} orders in {file} it says {example}: somebody asked to cancel them, and the file does not say "
        "whether they were. Do they count?"
    ),
    "rows_apart": N_(
        "Below the orders of {file}, under {example}, stand {rows} rows by nobody who bought before. Are they orders?"
    ),
    "refund_rows": N_(
        "{rows} rows of {file} are called {example} in the column {column}, but their amounts have no minus. Is that "
        "money given back?"
    ),
    "amount_repeats": N_(
        "In {file} all lines of an order carry the same amount ({orders} orders such as {example}). Is it the total of "
        "the order, repeated on"
        " each line, or the amount of each line?"
    ),
    "no_header": N_("{file} begins with {first}. Is that already an order, or are those the names of the columns?"),
    "day_order": N_(
        "How is {example} in {file} meant? {rows} rows can be read both ways, and nothing else in the file decides."
    ),
    "decimal_mark": N_(
        "How is {example} in {file} meant? {rows} amounts can be read both ways, and nothing else in the file decides."
    ),
    "swapped_days": N_(
        "In {file} a spreadsheet program seems to have turned round day and month in {rows} dates, such as {example}: "
        "they all could be turned,"
        " and the others stayed text. Turn them back?"
    ),
    "thai_years": N_("The years in {file} look like {example}. Are they years of the Thai calendar, 543 ahead?"),
    "months_only": N_(
        "{file} gives months or other periods such as {example}, not days, in {rows} rows. Count them as the first day "
        "of the period?"
    ),
    "credit_debit": N_(
        "{rows} amounts in {file} end in CR or DR, such as {example}. Which of them is money you received?"
    ),
    "day_column": N_("Which column of {file} is the day of the order?"),
    "customer_column": N_("Which column of {file} says who bought?"),
    "amount_column": N_("Which column of {file} is the amount paid?"),
    "price_means": N_("Is {column} in {file} the price of one piece, or of the whole row?"),
    "written_once": N_(
        "In {file} the customer stands only above each block of rows, such as {example}; {rows} rows have none. Do "
        "those belong to the customer above?"
    ),
    "currency": N_(
        "{file} mixes currencies, which cannot be added up. Which one shall be used? The other rows are set aside."
    ),
    "duplicates": N_(
        "{rows} rows of {file} repeat another row completely, with the same order number (such as {example}), while "
        "all other orders stand on one"
        " row. Count them once?"
    ),
    "unreadable": N_(
        "{rows} of {of} rows of {file} hold something in {field} that cannot be read, such as {example}. Set those "
        "rows aside?"
    ),
    "split_numbers": N_(
        "In {rows} rows of {file} an amount seems to be split into two cells by the comma for thousands, such as "
        "{example}. Put them together?"
    ),
    "split_rows": N_(
        "{rows} rows of {file} have more cells than there are columns, so that their cells have moved, such as"
        " {example}. Set them aside?"
    ),
    "encoding": N_("Which of these names from {file} is written correctly?"),
    "sheets": N_("Several sheets of {file} hold orders. Which shall be used?"),
    "same_orders": N_(
        "{rows} rows of {file} also stand in {other}, and have no order number. Are they the same orders?"
    ),
    "discount": N_("{file} has prices, quantities and a column {column}. How does {column} change the price?"),
    "not_in_list": N_(
        "{rows} of {of} rows of {file} name a product without a price in {other}, such as {example}. Set those rows "
        "aside?"
    ),
    "two_prices": N_("{rows} products of {file} have more than one price, such as {example}. Which price counts?"),
    "without_lines": N_(
        "{rows} of {of} orders in {file} have no line in {other}, such as {example}. Set those orders aside?"
    ),
    "lines_money": N_("Several files hold money of the same orders, and it differs. Which of them shall be added up?"),
    "lines_or_orders": N_(
        "The totals of the orders in {other} add up to {amount}, their lines in {file} to {sum}. Which of them is the "
        "money you received?"
    ),
}

CHOICES: Mapping[tuple[str, str], str] = {
    ("no_header", "no_header"): N_("It is an order; the file has no column names"),
    ("no_header", "first_row"): N_("They are the names of the columns"),
    ("day_order", "day_first"): N_("The day comes first: {example}"),
    ("day_order", "month_first"): N_("The month comes first: {example}"),
    ("day_order", "year_first"): N_("The year comes first: {example}"),
    ("decimal_mark", "point"): N_("The point begins the decimals: 1,234.56"),
    ("decimal_mark", "comma"): N_("The comma begins the decimals: 1.234,56"),
    ("swapped_days", "swap_back"): N_("Yes, turn day and month back"),
    ("swapped_days", "as_written"): N_("No, the dates are right as they are"),
    ("thai_years", "subtract_543"): N_("Yes, 2566 is 2023"),
    ("months_only", "first_of_month"): N_("Yes, the first day of each period"),
    ("credit_debit", "credit_in"): N_("CR is money received, DR is money given back"),
    ("credit_debit", "debit_in"): N_("DR is money received, CR is money given back"),
    ("price_means", "per_piece"): N_("The price of one piece: times the quantity"),
    ("price_means", "per_row"): N_("The price of the whole row"),
    ("written_once", "fill_down"): N_("Yes, they belong to the customer above"),
    ("written_once", "leave_out"): N_("No, set rows without a customer aside"),
    ("duplicates", "once"): N_("Once"),
    ("duplicates", "all"): N_("Every time: they are different orders"),
    ("total_rows", "totals"): N_("Totals: set them aside"),
    ("total_rows", "orders"): N_("A customer: count the rows"),
    ("asked_to_cancel", "count"): N_("Yes, count them"),
    ("asked_to_cancel", "set_aside"): N_("No, set them aside as cancelled"),
    ("rows_apart", "orders"): N_("Yes, count them"),
    ("rows_apart", "leave_out"): N_("No, they are another table: set them aside"),
    ("refund_rows", "below_zero"): N_("Yes, take it off"),
    ("refund_rows", "as_written"): N_("No, count the amounts as they are"),
    ("amount_repeats", "per_order"): N_("The total of the order: count it once"),
    ("amount_repeats", "per_line"): N_("The amount of each line: add them up"),
    ("unreadable", "set_aside"): N_("Yes, set them aside"),
    ("split_numbers", "join"): N_("Yes, put them together"),
    ("split_numbers", "set_aside"): N_("No, set those rows aside"),
    ("split_rows", "set_aside"): N_("Yes, set them aside"),
    ("customer_column", "none"): N_("None of them"),
    ("amount_column", "none"): N_("None of them"),
    ("not_in_list", "set_aside"): N_("Yes, set them aside"),
    ("without_lines", "set_aside"): N_("Yes, set them aside"),
    ("two_prices", "first"): N_("The first one in the list"),
    ("two_prices", "last"): N_("The last one in the list"),
    ("lines_or_orders", "orders"): N_("The totals of the orders"),
    ("lines_or_orders", "lines"): N_("The lines, added up"),
    ("sheets", "all"): N_("All of them together"),
    ("same_orders", "once"): N_("Yes, count them once"),
    ("same_orders", "all"): N_("No, they are different orders"),
    ("discount", "share"): N_("It is a share of the price: 0.2 is 20% off"),
    ("discount", "percent"): N_("It is a percentage: 20 is 20% off"),
    ("discount", "amount"): N_("It is money taken off the row"),
    ("discount", "ignore"): N_("It does not change the price"),
}

REASONS: Mapping[str, str] = {
    "no_customer": N_("no customer"),
    "damaged_customer": N_("customer number damaged by a spreadsheet program"),
    "no_day": N_("no day"),
    "bad_day": N_("the day cannot be read"),
    "no_amount": N_("no amount"),
    "bad_amount": N_("the amount cannot be read"),
    "repeated_header": N_("column names repeated"),
    "total": N_("a total, not an order"),
    "text_line": N_("a line of text, not an order"),
    "another_table": N_("another table below the orders"),
    "description": N_("a line that describes the columns"),
    "cancelled": N_("cancelled"),
    "failed": N_("payment failed"),
    "test": N_("a test order"),
    "unpaid": N_("not paid"),
    "refunded": N_("refunded in full"),
    "duplicate": N_("repeats another row"),
    "other_currency": N_("another currency"),
    "in_other_file": N_("already in another file"),
    "no_sale": N_("not a sale"),
    "no_value": N_("nothing in this cell"),
    "no_price": N_("its product is not in the price list"),
    "no_order": N_("no order number"),
    "no_lines": N_("none of its lines says what was paid"),
    "order_not_found": N_("its order is in none of the files"),
    "order_id_twice": N_("several orders have this number"),
    "bad_score": N_("the score cannot be read"),
    "shifted": N_("more cells than columns"),
    "not_known": N_("nothing known here"),
}

NOTES: Mapping[str, str] = {
    "delimiter": N_("Columns of {file} are separated by {delimiter}."),
    "encoding": N_("{file} was read as {encoding}."),
    "decimal_mark": N_("Amounts in {field} of {file} are written with a decimal {mark}."),
    "rounded": N_("{rows} amounts in {field} of {file} have more than {decimals} decimals and were rounded."),
    "costs_read": N_("What you earn is counted from the column {column} of {file}."),
    "costs_unused": N_(
        "The column {column} of {file} was not used: its numbers cannot be what the goods cost or what you earn."
    ),
    "price_times_quantity": N_("Amounts of {file} are {price} times {quantity}."),
    "day_order": N_("Dates in {file} are read with the {order} first; {rows} rows leave no other reading."),
    "days_as_serial": N_("{rows} dates in {file} are day numbers of a spreadsheet program."),
    "days_as_seconds": N_("{rows} dates in {file} are seconds since 1970 and were read in universal time."),
    "days_as_milliseconds": N_("{rows} dates in {file} are milliseconds since 1970 and were read in universal time."),
    "thai_years": N_("Years in {field} are 543 ahead and were moved back."),
    "no_header": N_("The table has no column names; its columns are called A, B, C."),
    "one_spelling": N_("{merged} customers in {file} were written in two ways and count as one."),
    "refunds_taken_off": N_("{column} of {file} was taken off the amounts."),
    "unit": N_("{column} of {file} names the unit of its amounts: each was taken {factor} times."),
    "cents": N_("{column} of {file} is written in hundredths."),
    "platform": N_("{file} is an export of {platform} and was read by its rules. The amount is {column}."),
    "no_amounts": N_("{file} says nothing about money."),
    "empty_amounts": N_(
        "{file} says nothing about money: the column {column} is empty in all rows. If it holds formulas, open the "
        "file in Excel, save it and drop it again."
    ),
    "repaired_names": N_("Names in {file} had been damaged by being saved in the wrong way and were repaired."),
    "bad_bytes": N_("{file} holds {count} damaged letters; names with them may not be right."),
    "order_id_shared": N_(
        "{rows} order numbers in {file} are used by several customers; each customer's order counts by itself."
    ),
    "identical_rows": N_(
        "{rows} rows of {file} are identical to another row and were counted, since nothing says that they are the same"
        " order."
    ),
    "total_agrees": N_("The total line of {file} ({amount}) agrees with its rows."),
    "total_differs": N_("The total line of {file} says {amount}, its rows add up to {sum}."),
    "hidden_sheet": N_("The hidden sheet {sheet} of {file} was not used."),
    "other_sheet": N_("The sheet {sheet} of {file} holds no orders and was not used."),
    "other_file": N_("{file} holds nothing that is known here and was not used."),
    "same_file": N_("{file} is the same as {other} and was used once."),
    "sheets_together": N_("The sheets {sheets} of {file} were read together."),
    "ragged": N_("{rows} rows of {file} have more cells than the header; what stands beyond it was not used."),
    "discount": N_("{column} of {file} was taken off the price."),
    "prices_joined": N_("Prices of {file} were put beside the orders of {other} by {column}."),
    "products_joined": N_("What {file} says about products was put beside the orders of {other} by {column}."),
    "lines_agree": N_(
        "The lines in {file} add up to the totals in {other} ({amount}) for all {of} orders; the money counts once."
    ),
    "lines_differ": N_(
        "The lines in {file} add up to {sum}, the same orders in {other} to {amount}; they differ in {rows} of {of} "
        "orders, as with shipping or discounts. The totals of the orders count."
    ),
    "lines_summed": N_("{other} says nothing about money; each order is worth the sum of its lines in {file}."),
    "subtotals_agree": N_("All {rows} subtotals of {file} agree with the rows above them."),
    "stands_apart": N_("Columns of {file} that stand apart behind an empty column were not used: {columns}."),
    "named_otherwise": N_(
        "{file} names customers by e-mail, {other} by something else: whoever stands in both counts as two people. "
        "Export both with the same column, or drop a list of customers with numbers and e-mails beside them."
    ),
    "read_as_one": N_(
        "{file} has tables with the same columns below or beside each other. They were read as one; {rows} rows stand "
        "under a header of their own."
    ),
    "merged_cells": N_("{rows} cells of {file} are parts of merged cells and say what the whole cell says."),
    "unfolded": N_(
        "{file} has one column for each of {rows} periods; each amount counts as one order on the first day of its "
        "period, empty and zero cells as none."
    ),
    "sums_differ": N_("{rows} totals of {file} differ from the sum of their periods; the amounts themselves count."),
    "cut_short": N_("{file} ends in empty bytes, as after an interrupted copy; its last rows may be missing."),
}  # fmt: skip

FIELD_NAMES: Mapping[str, str] = {
    "customer_id": N_("customer"),
    "ordered_on": N_("day of the order"),
    "amount": N_("amount"),
    "order_id": N_("order number"),
    "quantity": N_("quantity"),
    "unit_price": N_("price of one piece"),
    "refunded": N_("given back"),
    "discount": N_("discount"),
    "cost": N_("cost of the goods"),
    "unit_cost": N_("cost of one piece"),
    "profit": N_("profit"),
    "currency": N_("currency"),
    "product": N_("product"),
    "category": N_("category"),
    "channel": N_("channel"),
    "status": N_("state of the order"),
    "city": N_("city"),
    "country": N_("country"),
    "name": N_("name"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "consent": N_("agrees to be written to"),
    "no_contact": N_("must not be contacted"),
    "birthday": N_("birthday"),
    "referred_by": N_("referred by"),
    "joined_on": N_("joined on"),
    "started_on": N_("start of the contract"),
    "ended_on": N_("end of the contract"),
    "tenure_months": N_("months as a customer"),
    "churned": N_("has left"),
    "plan": N_("plan"),
    "amount_per_month": N_("amount per month"),
    "cancel_reason": N_("reason for leaving"),
    "happened_at": N_("time of the activity"),
    "event": N_("activity"),
    "answered_on": N_("day of the answer"),
    "score": N_("score"),
    "reason": N_("reason"),
    "comment": N_("comment"),
    "spent_on": N_("day of spending"),
    "purpose": N_("purpose"),
    "clicks": N_("clicks"),
    "actions": N_("actions"),
    "created_on": N_("day of the cart"),
    "completed": N_("completed"),
}

KINDS: Mapping[TableKind, str] = {
    TableKind.ORDERS: N_("orders"),
    TableKind.SUBSCRIPTIONS: N_("subscriptions"),
    TableKind.CUSTOMERS: N_("customers"),
    TableKind.ACTIVITY: N_("activity"),
    TableKind.FEEDBACK: N_("answers and ratings"),
    TableKind.SPENDING: N_("marketing spending"),
    TableKind.CARTS: N_("carts"),
    TableKind.PRODUCTS: N_("products and prices"),
    TableKind.OTHER: N_("not used"),
}

WORDS: Mapping[str, str] = {
    "point": N_("point"),
    "comma": N_("comma"),
    "day_first": N_("day"),
    "month_first": N_("month"),
    "year_first": N_("year"),
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    "|": N_("vertical bars"),
    " ": N_("spaces"),
}


def refusal(error: RetainError, speech: Speech) -> str:
    """Why a file was refused, and what to do about it."""
    return speech.say(REFUSALS[error.code], **_spoken(error.values, speech))


def question(asked: Question, speech: Speech) -> str:
    """A question in plain words."""
    field = field_name(asked.field, speech) if asked.field else ""
    return speech.say(QUESTIONS[asked.code], **{"file": asked.file, "field": field, **_spoken(asked.values, speech)})


def choice_label(asked: Question | Decision, choice: str, speech: Speech) -> str:
    """What a choice says; a choice that is a column, a sheet or a currency says its name."""
    values = next((c.values for c in asked.choices if c.choice == choice), {})
    message = CHOICES.get((asked.code, choice))
    if message:
        return speech.say(message, **_spoken(values, speech))
    if asked.code == "encoding":
        return str(values.get("sample") or choice)
    example = values.get("example") or values.get("sample")
    return speech.say(N_("{name} (such as {example})"), name=choice, example=example) if example else choice


def choice_effect(asked: Question, choice: str, speech: Speech) -> str:
    """What a choice would give: the totals, a further question, or a refusal; empty where it was not worked out."""
    values = next((c.values for c in asked.choices if c.choice == choice), {})
    totals = values.get("totals")
    if isinstance(totals, Mapping):
        told = totals_told(totals, speech)
        rows = values.get("sample_rows")
        return speech.say(N_("in the first {rows} rows: {totals}"), rows=rows, totals=told) if rows else told
    if "then" in values:
        return speech.say(N_("one more question follows"))
    return speech.say(N_("nothing usable would be left")) if "refused" in values else ""


def totals_told(totals: Mapping[str, object], speech: Speech) -> str:
    """What files come to: orders, customers, money, days."""
    days = {name: date.fromisoformat(str(totals[name])) if totals[name] else None for name in ("first_day", "last_day")}
    counts = {name: totals[name] for name in ("orders", "customers")}
    if totals["revenue"] is None:
        return speech.say(N_("{orders} orders by {customers} customers, {first_day} to {last_day}"), **counts, **days)
    revenue = Decimal(str(totals["revenue"]))
    currency = str(totals["currency"]) if totals["currency"] else None
    amount = Money.of(revenue, 2, currency)
    message = N_("{orders} orders by {customers} customers, {amount}, {first_day} to {last_day}")
    return speech.say(message, **counts, **days, amount=amount)


def note(noted: Note, speech: Speech) -> str:
    """Something decided or noticed while reading."""
    return speech.say(NOTES[noted.code], **_spoken(noted.values, speech))


def reason(code: str, speech: Speech) -> str:
    """Why rows were set aside."""
    return speech.say(REASONS[code])


def field_name(field: str, speech: Speech) -> str:
    """A clean field in the words of a shop."""
    return speech.say(FIELD_NAMES[field])


def kind_name(kind: TableKind, speech: Speech) -> str:
    """What a table is about."""
    return speech.say(KINDS[kind])


def _spoken(values: Mapping[str, object], speech: Speech) -> dict[str, object]:
    """Values of a sentence, codes among them replaced by their words."""
    known = {"field": FIELD_NAMES, "reason": REASONS, "mark": WORDS, "order": WORDS, "delimiter": WORDS}
    return {
        name: speech.say(known[name][str(value)]) if name in known and str(value) in known[name] else value
        for name, value in values.items()
    }

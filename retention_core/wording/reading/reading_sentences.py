"""What reading a file has to say: refusals, questions, reasons and notes, one sentence per code."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from retention_core.i18n.speech import Speech
from retention_core.kernel.errors import Refusal, RetainError
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money
from retention_core.kernel.questions import Decision, Note, Question, TableKind
from retention_core.kernel.reading_codes import Evidence, NoteCode, Overrulable, QuestionCode, SetAside
from retention_core.kernel.workbook import ReadResult

# From this share of rows on, what is left out is said beside the totals.
MUCH_LEFT_OUT = 0.05

REFUSALS: Mapping[Refusal, str] = {
    Refusal.NO_FILES: N_("No file was given. Choose a file with your orders."),
    Refusal.EMPTY: N_(
        "{file} is empty: there is nothing in it. If it lies in a cloud folder, open it once so that it is downloaded, "
        "then try again."
    ),
    Refusal.HEADER_ONLY: N_(
        "{file} holds column names ({seen}) but no rows below them. Export it again with the orders included."
    ),
    Refusal.NO_COLUMNS: N_(
        "{file} is text without columns. It begins with: {seen}. Save it as CSV or Excel with one row per order."
    ),
    Refusal.NOT_A_TABLE: N_(
        "{file} is not a table: its content is not text that can be read. Export the orders as CSV or Excel."
    ),
    Refusal.NO_DAY_COLUMN: N_(
        "{file} has no column with the day of an order. Columns seen: {seen}. Add the order date to the export, or "
        "pick the column yourself."
    ),
    Refusal.NO_CUSTOMER_COLUMN: N_(
        "{file} has no column that says who bought. Columns seen: {seen}. Add a customer number, e-mail or name to the "
        "export, or pick the"
        " column yourself."
    ),
    Refusal.EXPORT_WITHOUT_CUSTOMERS: N_(
        "{file} is a report of {platform} that does not say who bought. Export {other} from there and drop that file."
    ),
    Refusal.CUSTOMER_TOTALS: N_(
        "{file} is a list of customers with what they bought in all ({seen}), not of orders. Export the orders, one "
        "row per order, and drop that file; this one can be dropped beside it."
    ),
    Refusal.CUSTOMER_LIST: N_(
        "{file} is a list of customers without their orders. Export the orders, one row per order, and drop that file; "
        "this one can be dropped beside it."
    ),
    Refusal.EMPTY_CUSTOMER_COLUMN: N_(
        "The column {column} of {file} should say who bought, but it is empty in all {rows} rows. Export the orders "
        "with the customers filled in, or pick another column yourself."
    ),
    Refusal.NO_KNOWN_TABLE: N_(
        "{file} is no table that can be used here. Columns seen: {seen}. Needed are at least a customer and the day of "
        "each order."
    ),
    Refusal.OTHER_TABLE: N_(
        "{file} holds {what}, not what customers bought. Columns seen: {seen}. Export the orders, one row per order, "
        "and drop that file."
    ),
    Refusal.NO_USABLE_ROWS: N_(
        "None of the {rows} rows in {file} can be used. Most were left out because: {reason}. Mend the file and drop "
        "it again."
    ),
    Refusal.UNREADABLE_FILE: N_(
        "{file} cannot be opened. Check that it still exists and that no other program has locked it."
    ),
    Refusal.TOO_WIDE: N_(
        "{file} has {columns} columns, more than a table of orders can have. Delete the columns that are not needed "
        "and try again."
    ),
    Refusal.IS_PICTURE: N_("{file} is a picture, whatever its name says. Export the orders as CSV or Excel."),
    Refusal.IS_PDF: N_("{file} is a PDF document. Export the orders as CSV or Excel from the program that made it."),
    Refusal.IS_DATABASE: N_("{file} is a database. Export the table with the orders as CSV or Excel."),
    Refusal.IS_ARCHIVE: N_("{file} is an archive. Unpack it first and drop the file inside it."),
    Refusal.IS_PROGRAM: N_("{file} is a program, not a table. Nothing was run. Choose a CSV or Excel file."),
    Refusal.IS_DOCUMENT: N_(
        "{file} is a text document. Copy the table into a spreadsheet and save it as CSV or Excel."
    ),
    Refusal.IS_WEB_PAGE: N_(
        "{file} is a web page without a table of orders, perhaps a log-in page. Log in to the shop and export again."
    ),
    Refusal.IS_NUMBERS: N_(
        "{file} is an Apple Numbers document. In Numbers choose File, Export To, Excel, and drop that file."
    ),
    Refusal.IS_LOCK_FILE: N_(
        "{file} is the mark that Excel leaves while a workbook is open. Choose the workbook itself, without ~$ in its "
        "name."
    ),
    Refusal.PASSWORD: N_(
        "{file} is protected by a password. Open it in Excel, remove the password and save it under another name."
    ),
    Refusal.DAMAGED: N_("{file} is damaged or cut short. Download or export it again."),
    Refusal.NO_FORMULA_RESULTS: N_(
        "The column {column} of {file} holds formulas, and the results of {rows} of them are not in the file: the "
        "program that wrote it did not calculate them. Open it in Excel or LibreOffice, save it, and drop it again."
    ),
    Refusal.UNSAFE: N_(
        "{file} was not opened because it is built to harm the program that reads it ({problem}). Export it again from "
        "the shop."
    ),
    Refusal.TOO_LARGE: N_("{file} grows too large when unpacked. Save the sheet with the orders alone, as CSV."),
    Refusal.TOO_SLOW: N_("{file} took too long to read. Save the sheet with the orders alone, as CSV."),
    Refusal.TOO_MUCH_MEMORY: N_(
        "{file} needs more memory than reading may take here. Use fewer rows or columns, or save the sheet with the "
        "orders alone, as CSV."
    ),
    Refusal.READER_ENDED: N_(
        "The program that reads {file} ended before it was done, so the file may be damaged. Nothing else was touched. "
        "Export it again, or save it as CSV."
    ),
    Refusal.DISK_FULL: N_(
        "There is not enough room on the disk of this computer to copy and read these files. Free some space and drop "
        "them again. What was open stays as it is."
    ),
    Refusal.TOO_BIG_AMOUNTS: N_(
        "The amounts in {file} are too large to add up exactly. Check the amount column {column}."
    ),
    Refusal.SEVERAL_FILES_INSIDE: N_("{file} holds several files. Unpack it and drop those with the orders."),
    Refusal.NO_SHEET: N_("{file} has no sheet with cells in it."),
    Refusal.WIDE_TABLE: N_(
        "{file} has one column per period ({seen}). Needed is one row per order: customer, day, amount. Export the "
        "orders themselves."
    ),
    Refusal.LINES_ALONE: N_(
        "{file} holds the lines of orders ({seen}), but not who bought or when. Drop the file with the orders (order "
        "number, customer, day) together with it."
    ),
    Refusal.NO_ORDERS: N_(
        "No file holds orders, subscriptions, activity or answers of customers. Add the orders and drop both files "
        "together."
    ),
}

QUESTIONS: Mapping[QuestionCode, str] = {
    QuestionCode.TOTAL_ROWS: N_(
        "{rows} rows of {file} name {example} as the customer. Are they totals, or a customer of that name?"
    ),
    QuestionCode.KIND: N_("What does {file} hold, with the columns {columns}? Nothing in it settles that."),
    QuestionCode.PAUSED: N_(
        "{rows} contracts in {file} are {example} by the column {column}. Do they count as running while they pause?"
    ),
    QuestionCode.STATES: N_(
        "Of {rows} orders in {file} the column {column} says {states}, and nothing tells whether money was received "
        "for them. Which of them count?"
    ),
    QuestionCode.ROWS_APART: N_(
        "Below the orders of {file}, under {example}, stand {rows} rows by nobody who bought before. Are they orders?"
    ),
    QuestionCode.REFUND_ROWS: N_(
        "{rows} rows of {file} are called {example} in the column {column}, but their amounts have no minus. Is that "
        "money given back?"
    ),
    QuestionCode.REFUNDS_TAKEN_OFF: N_(
        "{column} of {file} says that money was given back on {rows} rows. Are the amounts before or after that?"
    ),
    QuestionCode.AMOUNT_REPEATS: N_(
        "In {file} all lines of an order carry the same amount ({orders} orders such as {example}). Is it the total of "
        "the order, repeated on"
        " each line, or the amount of each line?"
    ),
    QuestionCode.NO_HEADER: N_(
        "{file} begins with {first}. Is that already an order, or are those the names of the columns?"
    ),
    QuestionCode.DAY_ORDER: N_(
        "How is {example} in {file} meant? {rows} rows can be read both ways, and nothing else in the file decides."
    ),
    QuestionCode.DECIMAL_MARK: N_(
        "How is {example} in {file} meant? {rows} amounts can be read both ways, and nothing else in the file decides."
    ),
    QuestionCode.SWAPPED_DAYS: N_(
        "In {file} a spreadsheet program seems to have turned round day and month in {rows} dates, such as {example}: "
        "they all could be turned,"
        " and the others stayed text. Turn them back?"
    ),
    QuestionCode.THAI_YEARS: N_(
        "The years in {file} look like {example}. Are they years of the Thai calendar, 543 ahead?"
    ),
    QuestionCode.MONTHS_ONLY: N_(
        "{file} gives months or other periods such as {example}, not days, in {rows} rows. Count them as the first day "
        "of the period?"
    ),
    QuestionCode.CREDIT_DEBIT: N_(
        "{rows} amounts in {file} end in CR or DR, such as {example}. Which of them is money you received?"
    ),
    QuestionCode.DAY_COLUMN: N_("Which column of {file} is the day of the order?"),
    QuestionCode.CUSTOMER_COLUMN: N_("Which column of {file} says who bought?"),
    QuestionCode.AMOUNT_COLUMN: N_("Which column of {file} is the amount paid?"),
    QuestionCode.PRICE_MEANS: N_("Is {column} in {file} the price of one piece, or of the whole row?"),
    QuestionCode.WRITTEN_ONCE: N_(
        "In {file} the customer stands only above each block of rows, such as {example}; {rows} rows have none. Do "
        "those belong to the customer above?"
    ),
    QuestionCode.CURRENCY: N_(
        "{file} mixes currencies, which cannot be added up. Which one shall be used? The other rows are set aside."
    ),
    QuestionCode.DUPLICATES: N_(
        "{rows} rows of {file} repeat another row completely, with the same order number (such as {example}), while "
        "all other orders stand on one"
        " row. Count them once?"
    ),
    QuestionCode.UNREADABLE: N_(
        "{rows} of {of} rows of {file} hold something in {field} that cannot be read, such as {example}. Set those "
        "rows aside?"
    ),
    QuestionCode.SPLIT_NUMBERS: N_(
        "In {rows} rows of {file} an amount seems to be split into two cells by the comma for thousands, such as "
        "{example}. Put them together?"
    ),
    QuestionCode.SPLIT_ROWS: N_(
        "{rows} rows of {file} have more cells than there are columns, so that their cells have moved, such as"
        " {example}. Set them aside?"
    ),
    QuestionCode.ENCODING: N_("Which of these names from {file} is written correctly?"),
    QuestionCode.SHEETS: N_("Several sheets of {file} hold orders. Which shall be used?"),
    QuestionCode.SAME_ORDERS: N_(
        "{rows} rows of {file} also stand in {other}, and have no order number. Are they the same orders?"
    ),
    QuestionCode.DISCOUNT: N_(
        "{file} has prices, quantities and a column {column}. How does {column} change the price?"
    ),
    QuestionCode.NOT_IN_LIST: N_(
        "{rows} of {of} rows of {file} name a product without a price in {other}, such as {example}. Set those rows "
        "aside?"
    ),
    QuestionCode.TWO_PRICES: N_(
        "{rows} products of {file} have more than one price, such as {example}. Which price counts?"
    ),
    QuestionCode.WITHOUT_LINES: N_(
        "{rows} of {of} orders in {file} have no line in {other}, such as {example}. Set those orders aside?"
    ),
    QuestionCode.LINES_MONEY: N_(
        "Several files hold money of the same orders, and it differs. Which of them shall be added up?"
    ),
    QuestionCode.LINES_OR_ORDERS: N_(
        "The totals of the orders in {other} add up to {amount}, their lines in {file} to {sum}. Which of them is the "
        "money you received?"
    ),
}

CHOICES: Mapping[tuple[Overrulable, str], str] = {
    (QuestionCode.NO_HEADER, "no_header"): N_("It is an order; the file has no column names"),
    (QuestionCode.NO_HEADER, "first_row"): N_("They are the names of the columns"),
    (QuestionCode.DAY_ORDER, "day_first"): N_("The day comes first: {example}"),
    (QuestionCode.DAY_ORDER, "month_first"): N_("The month comes first: {example}"),
    (QuestionCode.DAY_ORDER, "year_first"): N_("The year comes first: {example}"),
    (QuestionCode.DECIMAL_MARK, "point"): N_("The point begins the decimals: 1,234.56"),
    (QuestionCode.DECIMAL_MARK, "comma"): N_("The comma begins the decimals: 1.234,56"),
    (QuestionCode.SWAPPED_DAYS, "swap_back"): N_("Yes, turn day and month back"),
    (QuestionCode.SWAPPED_DAYS, "as_written"): N_("No, the dates are right as they are"),
    (QuestionCode.THAI_YEARS, "subtract_543"): N_("Yes, 2566 is 2023"),
    (QuestionCode.MONTHS_ONLY, "first_of_month"): N_("Yes, the first day of each period"),
    (QuestionCode.CREDIT_DEBIT, "credit_in"): N_("CR is money received, DR is money given back"),
    (QuestionCode.CREDIT_DEBIT, "debit_in"): N_("DR is money received, CR is money given back"),
    (QuestionCode.PRICE_MEANS, "per_piece"): N_("The price of one piece: times the quantity"),
    (QuestionCode.PRICE_MEANS, "per_row"): N_("The price of the whole row"),
    (QuestionCode.WRITTEN_ONCE, "fill_down"): N_("Yes, they belong to the customer above"),
    (QuestionCode.WRITTEN_ONCE, "leave_out"): N_("No, set rows without a customer aside"),
    (QuestionCode.DUPLICATES, "once"): N_("Once"),
    (QuestionCode.DUPLICATES, "all"): N_("Every time: they are different orders"),
    (QuestionCode.TOTAL_ROWS, "totals"): N_("Totals: set them aside"),
    (QuestionCode.TOTAL_ROWS, "orders"): N_("A customer: count the rows"),
    (QuestionCode.PAUSED, "running"): N_("Yes, they are still customers"),
    (QuestionCode.PAUSED, "set_aside"): N_("No, set them aside"),
    (QuestionCode.STATES, "count"): N_("They were sold: count all of them"),
    (QuestionCode.STATES, "set_aside"): N_("They were not sold: set all of them aside"),
    (QuestionCode.ROWS_APART, "orders"): N_("Yes, count them"),
    (QuestionCode.ROWS_APART, "leave_out"): N_("No, they are another table: set them aside"),
    (QuestionCode.REFUND_ROWS, "below_zero"): N_("Yes, take it off"),
    (QuestionCode.REFUND_ROWS, "as_written"): N_("No, count the amounts as they are"),
    (QuestionCode.REFUNDS_TAKEN_OFF, "take_off"): N_("Before: take it off the amounts"),
    (QuestionCode.REFUNDS_TAKEN_OFF, "leave"): N_("After: it is taken off already"),
    (QuestionCode.AMOUNT_REPEATS, "per_order"): N_("The total of the order: count it once"),
    (QuestionCode.AMOUNT_REPEATS, "per_line"): N_("The amount of each line: add them up"),
    (QuestionCode.UNREADABLE, "set_aside"): N_("Yes, set them aside"),
    (QuestionCode.SPLIT_NUMBERS, "join"): N_("Yes, put them together"),
    (QuestionCode.SPLIT_NUMBERS, "set_aside"): N_("No, set those rows aside"),
    (QuestionCode.SPLIT_ROWS, "set_aside"): N_("Yes, set them aside"),
    (QuestionCode.CUSTOMER_COLUMN, "none"): N_("None of them"),
    (QuestionCode.AMOUNT_COLUMN, "none"): N_("None of them"),
    (QuestionCode.NOT_IN_LIST, "set_aside"): N_("Yes, set them aside"),
    (QuestionCode.WITHOUT_LINES, "set_aside"): N_("Yes, set them aside"),
    (QuestionCode.TWO_PRICES, "first"): N_("The first one in the list"),
    (QuestionCode.TWO_PRICES, "last"): N_("The last one in the list"),
    (QuestionCode.LINES_OR_ORDERS, "orders"): N_("The totals of the orders"),
    (QuestionCode.LINES_OR_ORDERS, "lines"): N_("The lines, added up"),
    (QuestionCode.SHEETS, "all"): N_("All of them together"),
    (QuestionCode.SAME_ORDERS, "once"): N_("Yes, count them once"),
    (QuestionCode.SAME_ORDERS, "all"): N_("No, they are different orders"),
    (QuestionCode.DISCOUNT, "share"): N_("It is a share of the price: 0.2 is 20% off"),
    (QuestionCode.DISCOUNT, "percent"): N_("It is a percentage: 20 is 20% off"),
    (QuestionCode.DISCOUNT, "amount"): N_("It is money taken off the row"),
    (QuestionCode.DISCOUNT, "ignore"): N_("It does not change the price"),
}

REASONS: Mapping[SetAside, str] = {
    SetAside.NO_CUSTOMER: N_("no customer"),
    SetAside.ERROR_CELL: N_("an error of a formula, such as #N/A, stands in its cell"),
    SetAside.NO_RESULT: N_("the result of its formula is not in the file; open it in Excel and save it"),
    SetAside.DAMAGED_CUSTOMER: N_("customer number damaged by a spreadsheet program"),
    SetAside.NO_DAY: N_("no day"),
    SetAside.BAD_DAY: N_("the day cannot be read"),
    SetAside.NO_AMOUNT: N_("no amount"),
    SetAside.BAD_AMOUNT: N_("the amount cannot be read"),
    SetAside.REPEATED_HEADER: N_("column names repeated"),
    SetAside.TOTAL: N_("a total, not an order"),
    SetAside.TEXT_LINE: N_("a line of text, not an order"),
    SetAside.ANOTHER_TABLE: N_("another table below the orders"),
    SetAside.DESCRIPTION: N_("a line that describes the columns"),
    SetAside.CANCELLED: N_("cancelled"),
    SetAside.FAILED: N_("payment failed"),
    SetAside.TEST: N_("a test order"),
    SetAside.UNPAID: N_("not paid"),
    SetAside.REFUNDED: N_("refunded in full"),
    SetAside.DUPLICATE: N_("repeats another row"),
    SetAside.OTHER_CURRENCY: N_("another currency"),
    SetAside.IN_OTHER_FILE: N_("already in another file"),
    SetAside.NO_SALE: N_("not a sale"),
    SetAside.UNSETTLED: N_("its state does not count as a sale"),
    SetAside.NEVER_BEGAN: N_("the contract never began"),
    SetAside.TRIAL: N_("on trial, not paying"),
    SetAside.PAUSED: N_("paused"),
    SetAside.PLACEHOLDER_DAY: N_("its day only stands for no day, such as 1970-01-01"),
    SetAside.ENDS_FIRST: N_("it ends before it begins"),
    SetAside.NO_VALUE: N_("nothing in this cell"),
    SetAside.NO_PRICE: N_("its product is not in the price list"),
    SetAside.NO_ORDER: N_("no order number"),
    SetAside.NO_LINES: N_("none of its lines says what was paid"),
    SetAside.ORDER_NOT_FOUND: N_("its order is in none of the files"),
    SetAside.ORDER_ID_TWICE: N_("several orders have this number"),
    SetAside.BAD_SCORE: N_("the score cannot be read"),
    SetAside.SHIFTED: N_("more cells than columns"),
    SetAside.OUTLIER: N_("an amount beyond all others"),
    SetAside.ONE_FOR_MANY: N_("one customer with the orders of many"),
    SetAside.NOT_KNOWN: N_("nothing known here"),
}

NOTES: Mapping[NoteCode, str] = {
    NoteCode.DELIMITER: N_("Columns of {file} are separated by {delimiter}."),
    NoteCode.ENCODING: N_("{file} was read as {encoding}."),
    NoteCode.DECIMAL_MARK: N_("Amounts in {field} of {file} are written with a decimal {mark}."),
    NoteCode.ROUNDED: N_("{rows} amounts in {field} of {file} have more than {decimals} decimals and were rounded."),
    NoteCode.COSTS_READ: N_("What you earn is counted from the column {column} of {file}."),
    NoteCode.COSTS_UNUSED: N_(
        "The column {column} of {file} was not used: its numbers cannot be what the goods cost or what you earn."
    ),
    NoteCode.PRICE_TIMES_QUANTITY: N_("Amounts of {file} are {price} times {quantity}."),
    NoteCode.DAY_ORDER: N_("Dates in {file} are read with the {order} first; {rows} rows leave no other reading."),
    NoteCode.DAYS_AS_SERIAL: N_("{rows} dates in {file} are day numbers of a spreadsheet program."),
    NoteCode.DAYS_AS_SECONDS: N_("{rows} dates in {file} are seconds since 1970 and were read in universal time."),
    NoteCode.DAYS_AS_MILLISECONDS: N_(
        "{rows} dates in {file} are milliseconds since 1970 and were read in universal time."
    ),
    NoteCode.THAI_YEARS: N_("Years in {field} are 543 ahead and were moved back."),
    NoteCode.NO_HEADER: N_("The table has no column names; its columns are called A, B, C."),
    NoteCode.ONE_SPELLING: N_("{merged} customers in {file} were written in two ways and count as one."),
    NoteCode.REFUNDS_TAKEN_OFF: N_("{column} of {file} was taken off the amounts."),
    NoteCode.UNIT: N_("{column} of {file} names the unit of its amounts: each was taken {factor} times."),
    NoteCode.CENTS: N_("{column} of {file} is written in hundredths."),
    NoteCode.PLATFORM: N_("{file} is an export of {platform} and was read by its rules. The amount is {column}."),
    NoteCode.NO_AMOUNTS: N_("{file} says nothing about money."),
    NoteCode.EMPTY_AMOUNTS: N_(
        "{file} says nothing about money: the column {column} is empty in all rows. If it holds formulas, open the "
        "file in Excel, save it and drop it again."
    ),
    NoteCode.REPAIRED_NAMES: N_("Names in {file} had been damaged by being saved in the wrong way and were repaired."),
    NoteCode.BAD_BYTES: N_("{file} holds {count} damaged letters; names with them may not be right."),
    NoteCode.ORDER_ID_SHARED: N_(
        "{rows} order numbers in {file} are used by several customers; each customer's order counts by itself."
    ),
    NoteCode.IDENTICAL_ROWS: N_(
        "{rows} rows of {file} are identical to another row and were counted, since nothing says that they are the same"
        " order."
    ),
    NoteCode.TOTAL_AGREES: N_("The total line of {file} ({amount}) agrees with its rows."),
    NoteCode.TOTAL_DIFFERS: N_("The total line of {file} says {amount}, its rows add up to {sum}."),
    NoteCode.HIDDEN_SHEET: N_("The hidden sheet {sheet} of {file} was not used."),
    NoteCode.OTHER_SHEET: N_("The sheet {sheet} of {file} holds no orders and was not used."),
    NoteCode.OTHER_FILE: N_("{file} holds nothing that is known here and was not used."),
    NoteCode.SAME_FILE: N_("{file} is the same as {other} and was used once."),
    NoteCode.SHEETS_TOGETHER: N_("The sheets {sheets} of {file} were read together."),
    NoteCode.NAMES_JOINED: N_(
        "{rows} rows in {file} had one cell too many, since the names in {column} hold a comma and no quotes. "
        "The two cells were read as one name."
    ),
    NoteCode.RAGGED: N_("{rows} rows of {file} have more cells than the header; what stands beyond it was not used."),
    NoteCode.DISCOUNT: N_("{column} of {file} was taken off the price."),
    NoteCode.PRICES_JOINED: N_("Prices of {file} were put beside the orders of {other} by {column}."),
    NoteCode.PRODUCTS_JOINED: N_("What {file} says about products was put beside the orders of {other} by {column}."),
    NoteCode.LINES_AGREE: N_(
        "The lines in {file} add up to the totals in {other} ({amount}) for all {of} orders; the money counts once."
    ),
    NoteCode.LINES_DIFFER: N_(
        "The lines in {file} add up to {sum}, the same orders in {other} to {amount}; they differ in {rows} of {of} "
        "orders, as with shipping or discounts. The totals of the orders count."
    ),
    NoteCode.LINES_SUMMED: N_("{other} says nothing about money; each order is worth the sum of its lines in {file}."),
    NoteCode.SUBTOTALS_AGREE: N_("All {rows} subtotals of {file} agree with the rows above them."),
    NoteCode.STANDS_APART: N_("Columns of {file} that stand apart behind an empty column were not used: {columns}."),
    NoteCode.NAMED_OTHERWISE: N_(
        "{file} names customers by e-mail, {other} by something else: whoever stands in both counts as two people. "
        "Export both with the same column, or drop a list of customers with numbers and e-mails beside them."
    ),
    NoteCode.READ_AS_ONE: N_(
        "{file} has tables with the same columns below or beside each other. They were read as one; {rows} rows stand "
        "under a header of their own."
    ),
    NoteCode.MERGED_CELLS: N_("{rows} cells of {file} are parts of merged cells and say what the whole cell says."),
    NoteCode.UNFOLDED: N_(
        "{file} has one column for each of {rows} periods; each amount counts as one order on the first day of its "
        "period, empty and zero cells as none."
    ),
    NoteCode.SUMS_DIFFER: N_(
        "{rows} totals of {file} differ from the sum of their periods; the amounts themselves count."
    ),
    NoteCode.OUTLIER: N_(
        "One amount of {amount} in {file} is over a hundred times what nearly all others are, and more than a tenth of "
        "all money. It counts; leave it out below if it is a mistake."
    ),
    NoteCode.ONE_FOR_MANY: N_(
        "{rows} of {of} orders in {file} are those of {customer}, far more than anybody else has. They count as one "
        "customer; leave them out below if that is a till, a marketplace or a guest account."
    ),
    NoteCode.SEVERAL_IDS: N_(
        "{rows} people in {file} have one e-mail and several customer numbers (such as {example}). They count as "
        "several customers."
    ),
    NoteCode.SHARED_EMAIL: N_(
        "{example} in {file} stands beside many names, as the e-mail of a marketplace does: on those {rows} rows the "
        "name is the customer."
    ),
    NoteCode.LATER_EXPORT: N_(
        "{rows} orders of {file} have another amount or state in {other}, which was exported later: that counts."
    ),
    NoteCode.CUT_SHORT: N_("{file} ends in empty bytes, as after an interrupted copy; its last rows may be missing."),
}  # fmt: skip

FIELD_NAMES: Mapping[str, str] = {
    "customer_id": N_("customer"),
    "ordered_on": N_("day of the order"),
    "amount": N_("amount"),
    "order_id": N_("order number"),
    "quantity": N_("quantity"),
    "unit_price": N_("price of one piece"),
    "refunded": N_("given back"),
    "adjusted": N_("corrected amount"),
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
    "notice_on": N_("day of the notice"),
    "tenure_months": N_("months as a customer"),
    "churned": N_("has left"),
    "plan": N_("plan"),
    "amount_per_month": N_("amount per month"),
    "interval": N_("what time a fee is for"),
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

OTHER_TABLES: Mapping[str, str] = {
    "refunds": N_("money given back"),
    "quotes": N_("offers and quotations"),
    "deals": N_("deals in the making"),
    "leads": N_("enquiries"),
    "bank": N_("the movements of an account"),
    "ledger": N_("entries of a ledger"),
    "settlement": N_("payouts of a payment service"),
    "inventory": N_("goods in stock"),
    "own_purchases": N_("what you bought from suppliers"),
    "spending_of_own": N_("what you spent"),
    "people_at_work": N_("people who work for you"),
    "medical": N_("medical records"),
    "school": N_("records of a school"),
    "trade": N_("trades or results"),
    "property": N_("properties"),
    "report": N_("a report that adds up periods or products"),
    "tasks": N_("tasks"),
    "open_items": N_("open invoices"),
    "products": N_("products and prices"),
    "cohorts": N_("a table of cohorts that another program worked out"),
    "shipping": N_("parcels that were sent"),
    "rota": N_("shifts of people who work for you"),
    "survey": N_("answers to a survey"),
}

EVIDENCE: Mapping[Evidence, str] = {
    Evidence.NAME: N_("its name says so"),
    Evidence.CELLS: N_("its cells look like it"),
    Evidence.COMES_AGAIN: N_("an id, the same on several rows"),
    Evidence.SYSTEM: N_("the system that this export is from writes it so"),
    Evidence.CHOSEN: N_("chosen by hand"),
}

# What to export instead from the system that a refused file looks like.
INSTEAD: Mapping[str, str] = {
    "shopify": N_("In Shopify that is Orders > Export, all orders as CSV."),
    "woocommerce": N_("In WooCommerce that is Analytics > Orders > Download, or the export of an order export plugin."),
    "square": N_("In Square that is Transactions > Export, with the customers in it."),
    "stripe": N_("In Stripe that is Payments > Export, or Subscriptions > Export, with all columns."),
    "etsy": N_("In Etsy that is Shop Manager > Settings > Options > Download data, the orders."),
    "quickbooks": N_("In QuickBooks that is Reports > Sales by customer detail, exported to Excel."),
    "xero": N_("In Xero that is Business > Invoices > Export."),
    "wave": N_("In Wave that is Settings > Data export, the invoices."),
    "datev": N_("Postings name no purchases: export the outgoing invoices from the program that writes them."),
    "fec": N_(
        "Entries of the books name no purchases: export the outgoing invoices from the program that writes them."
    ),
    "hubspot": N_(
        "HubSpot knows contacts and deals: export the orders from the shop or the till, or under CRM > Deals > Export "
        "those that were won, with the contact and the day they were closed."
    ),
    "salesforce": N_(
        "In Salesforce that is a report of opportunities that were won, with account, amount and close date."
    ),
    "pipedrive": N_(
        "In Pipedrive that is Deals, filtered by won, > Export, with the person and the day they were won."
    ),
    "mailing": N_("A mailing list does not know what anybody bought: export the orders from the shop or the till."),
    "analytics": N_("Web statistics do not know who bought: export the orders from the shop or the till."),
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
    told = speech.say(REFUSALS[error.code], **_spoken(error.values, speech))
    instead = INSTEAD.get(str(error.values.get("system")))
    return f"{told} {speech.say(instead)}" if instead else told


def question(asked: Question, speech: Speech) -> str:
    """A question in plain words."""
    field = field_name(asked.field, speech) if asked.field else ""
    return speech.say(QUESTIONS[asked.code], **{"file": asked.file, "field": field, **_spoken(asked.values, speech)})


def choice_label(asked: Question | Decision, choice: str, speech: Speech) -> str:
    """What a choice says; a choice that is a column, a sheet or a currency says its name."""
    values = next((c.values for c in asked.choices if c.choice == choice), {})
    if asked.code == QuestionCode.KIND:
        return kind_name(TableKind(choice), speech)
    if asked.code == QuestionCode.STATES and choice.startswith("only:"):
        return speech.say(N_("Only {state} was sold: count that alone"), state=values["state"])
    message = CHOICES.get((asked.code, choice))
    if message:
        return speech.say(message, **_spoken(values, speech))
    if asked.code == QuestionCode.ENCODING:
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


def left_out(reading: ReadResult, speech: Speech) -> str | None:
    """12% of all rows are left out, most of them for: cancelled. None where it is one in twenty or less."""
    used = [source for source in reading.sources if source.columns]
    why: Counter[str] = Counter()
    for source in used:
        why.update({reason: rows for reason, rows, _ in source.set_aside_by_reason().iter_rows()})
    rows, aside = sum(source.rows_read for source in used), why.total()
    if aside <= MUCH_LEFT_OUT * rows:
        return None
    most = reason(why.most_common(1)[0][0], speech)
    told = N_("{share} of all rows are left out, most of them for: {reason}.")
    return speech.say(told, share=speech.share(aside / rows), reason=most)


def note(noted: Note, speech: Speech) -> str:
    """Something decided or noticed while reading."""
    return speech.say(NOTES[noted.code], **_spoken(noted.values, speech))


def reason(code: str, speech: Speech) -> str:
    """Why rows were set aside."""
    return speech.say(REASONS[SetAside(code)])


def field_name(field: str, speech: Speech) -> str:
    """A clean field in the words of a shop."""
    return speech.say(FIELD_NAMES[field])


def evidence(column: str, told: Evidence, speech: Speech) -> str:
    """What told a column, in a sentence: "Uid: an id, the same on several rows"."""
    return speech.say(N_("{column}: {evidence}"), column=column, evidence=speech.say(EVIDENCE[told]))


def kind_name(kind: TableKind, speech: Speech) -> str:
    """What a table is about."""
    return speech.say(KINDS[kind])


def _spoken(values: Mapping[str, object], speech: Speech) -> dict[str, object]:
    """Values of a sentence, codes among them replaced by their words."""
    known = {
        "field": FIELD_NAMES,
        "what": OTHER_TABLES,
        "reason": REASONS,
        "mark": WORDS,
        "order": WORDS,
        "delimiter": WORDS,
    }
    return {
        name: speech.say(known[name][str(value)]) if name in known and str(value) in known[name] else value
        for name, value in values.items()
    }

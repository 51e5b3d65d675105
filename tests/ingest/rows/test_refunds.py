"""What was given back: a column, rows, files; whole refunds are no purchase."""

from retention_core.ingest import Answer, File, read_files
from tests.ingest.rows.both_readers import got, notes, read_both, set_aside, told_of

HEADER = "order,customer,date,total,refunded amount"


def shop(*cells: str, header: str = HEADER) -> str:
    """Eight orders: total and refund as given, the rest 20.00 without a refund."""
    rows = [f"{at},c{at % 3},2024-01-{at + 1:02},{cells[at] if at < len(cells) else '20.00,0.00'}" for at in range(8)]
    return "\n".join([header, *rows])


def test_refunds_are_taken_off_where_a_whole_one_is_as_much_as_its_order():
    reading = read_both(shop("20.00,20.00", "20.00,5.00"))
    assert got(reading) == (7, 3, "135.00")
    assert set_aside(reading) == {"refunded": 1} and "refunds_taken_off" in notes(reading)


def test_refunds_are_not_taken_off_twice_where_an_order_given_back_is_worth_nothing():
    reading = read_both(shop("0.00,20.00", "15.00,5.00"))
    assert got(reading) == (7, 3, "135.00") and "refunds_taken_off" not in notes(reading)


def test_only_partial_refunds_are_asked_about_with_both_sums():
    question = read_both(shop("20.00,5.00")).questions[0]
    assert question.code == "refunds_taken_off"
    assert ["155.00" in str(choice.values["totals"]) for choice in question.choices] == [True, False]
    assert got(read_both(shop("20.00,5.00"), Answer("refunds_taken_off", "leave"))) == (8, 3, "160.00")


def test_another_column_of_money_tells_whether_refunds_are_taken_off_already():
    gross = [f"{at},c{at % 3},2024-01-{at + 1:02},{20 - 5 * (at == 0)}.00,{5 * (at == 0)}.00,20.00" for at in range(8)]
    assert got(read_both("\n".join([f"{HEADER},list price", *gross]))) == (8, 3, "155.00")


REFUNDS = "order,refund date,refund amount\n1,2024-02-02,20.00\n2,2024-02-03,5.00\n"


def both_files(orders: str, refunds: str, *, turned: bool = False) -> dict[str, object]:
    files = [File("orders.csv", content=orders.encode()), File("refunds.csv", content=refunds.encode())]
    return told_of(read_files(files[::-1] if turned else files))


def test_a_file_of_refunds_without_customers_belongs_to_the_orders_of_another():
    orders = shop(header=HEADER.removesuffix(",refunded amount")).replace(",0.00", "")
    for turned in (False, True):
        told = both_files(orders, REFUNDS, turned=turned)
        assert (told["orders"], told["revenue"]) == (7, "135.00")


def test_a_refund_of_an_order_that_is_not_there_is_set_aside():
    orders = shop(header=HEADER.removesuffix(",refunded amount")).replace(",0.00", "")
    rows = "".join(f"{at},2024-02-02,1.00\n" for at in range(8))
    files = [
        File("o.csv", content=orders.encode()),
        File("r.csv", content=(REFUNDS + rows + "99,2024-02-02,7\n").encode()),
    ]
    reading = read_files(files)
    assert reading.sources[-1].set_aside["reason"].to_list() == ["order_not_found"]


def test_refunds_that_the_orders_tell_themselves_are_not_taken_off_once_more():
    told = both_files(shop("20.00,0.00", "20.00,20.00", "20.00,5.00"), REFUNDS)
    assert (told["orders"], told["revenue"]) == (7, "135.00")


def test_a_file_of_refunds_with_customers_joins_by_the_number_and_is_never_a_purchase():
    orders = "Date,Customer,Order,Total\n2024-01-05,ann,1,100\n2024-01-06,cid,2,40\n2024-01-08,ann,3,10\n"
    told = both_files(orders, "Order,Date,Customer,Refund amount\n2,2024-02-02,cid,40\n")
    assert (told["orders"], told["revenue"], told["repeat_customers"]) == (2, "110.00", 1)

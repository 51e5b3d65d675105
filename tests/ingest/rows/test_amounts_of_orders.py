"""Which money an order is worth: totals on every line, discounts, currencies without cents, later exports."""

from retention_core.ingest import File, read_files
from tests.ingest.rows.both_readers import got, notes, read_both, told_of


def lines(price: str) -> str:
    """Ten orders of two lines each, whose total stands on both; prices as given, or all alike."""
    rows = []
    for at in range(20):
        each = {"differ": f"{5 + at % 2 * 3}.00", "alike": "5.00"}[price]
        rows.append(f"{at // 2},c{at // 2 % 4},2024-01-{at // 2 + 1:02},{'mug' if at % 2 else 'tea'},{each},13.00")
    return "\n".join(["order,customer,date,product,unit price,order total", *rows])


def test_a_total_on_lines_of_several_prices_counts_once():
    assert got(read_both(lines("differ"))) == (10, 4, "130.00")


def test_an_amount_on_lines_of_one_price_is_asked_about():
    assert read_both(lines("alike")).questions[0].code == "amount_repeats"


def test_of_two_amounts_that_differ_by_the_discount_the_lower_one_was_paid():
    rows = [f"{at},c{at % 4},2024-01-{at + 1:02},{20 + at}.00,{at % 3}.00,{20 + at - at % 3}.00" for at in range(12)]
    reading = read_both("\n".join(["order,customer,date,sales amount,discount amount,invoice amount", *rows]))
    assert got(reading) == (12, 4, f"{sum(20 + at - at % 3 for at in range(12))}.00")


def test_a_mark_before_three_digits_groups_thousands_of_rupiah():
    rows = [f"{at},c{at % 4},2024-01-{at + 1:02},{100 + at}.500" for at in range(12)]
    reading = read_both("\n".join(["No. Pesanan,Pembeli,Tanggal Pesanan,Total Pembayaran", *rows]))
    assert got(reading)[2] == f"{sum(100_500 + 1000 * at for at in range(12))}.00"
    dollars = read_both("\n".join(["order,customer,date,total", *rows]))
    assert dollars.questions[0].code == "decimal_mark"


def test_with_and_without_tax_part_two_amounts():
    rows = [f"{at},c{at % 4},2024-01-{at + 1:02},{20 + at}.40,{16 + at}.10" for at in range(12)]
    reading = read_both("\n".join(["order,customer,date,total with vat,total without vat", *rows]))
    assert got(reading)[2] == f"{sum(20 + at for at in range(12)) + 4}.80"


def test_a_bare_code_on_the_lines_of_an_order_is_its_number():
    reading = read_both(lines("differ").replace("order,", "code,", 1))
    assert got(reading) == (10, 4, "130.00")


EARLY = "Order,Date,Customer,Total,Status\n1,2024-01-05,ann,100.00,Paid\n2,2024-01-09,bob,40.00,Paid\n"
LATE = "Order,Date,Customer,Total,Status\n2,2024-01-09,bob,40.00,Refunded\n3,2024-02-10,ann,20.00,Paid\n"


def test_the_later_export_tells_the_state_of_an_order_in_either_order_of_files():
    for first, second in ((EARLY, LATE), (LATE, EARLY)):
        reading = read_files([File("a.csv", content=first.encode()), File("b.csv", content=second.encode())])
        assert told_of(reading)["revenue"] == "120.00"
        assert "later_export" in notes(reading)

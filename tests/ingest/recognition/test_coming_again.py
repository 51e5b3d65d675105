"""Who comes again is the customer, whatever else names somebody."""

from tests.ingest.rows.both_readers import got, read_both


def shop(headers: str, person) -> str:  # type: ignore[no-untyped-def]
    rows = [f"A{at},2024-{at % 6 + 1:02}-{at % 27 + 1:02},{person(at)},{10 + at % 3}.00" for at in range(60)]
    return "\n".join([f"order number,order date,{headers},total", *rows])


def test_a_phone_made_for_one_order_is_nobody():
    text = shop(
        "buyer phone,buyer name", lambda at: f"0502-{1000 + at * 7}-{2000 + at * 13},Ann {'ABCDEFGHIJ'[at % 10]}el"
    )
    assert got(read_both(text))[:2] == (60, 10)


def test_a_masked_email_made_for_one_order_is_nobody():
    text = shop("buyer email,buyer login", lambda at: f"x{at}k{at * 31}@mail.shop.test,login{at % 12}")
    assert got(read_both(text))[:2] == (60, 12)


def test_a_total_in_another_currency_is_not_the_amount():
    rows = [f"A{at},c{at % 5},2024-01-{at + 1:02},{10 + at}.00,{(10 + at) * 1.08:.2f}" for at in range(20)]
    assert got(read_both("\n".join(["order,customer,date,total,usdTotal", *rows]))) == (20, 5, "390.00")


def test_what_was_paid_and_what_is_open_make_the_total():
    sums = [(10 + at, (10 + at) * (at % 4 > 0)) for at in range(20)]
    rows = [
        f"I{at},c{at % 5},2024-01-{at + 1:02},{all_}.00,{paid}.00,{all_ - paid}.00"
        for at, (all_, paid) in enumerate(sums)
    ]
    text = "\n".join(["invoice number,customer,invoice date,total,amount paid,amount due", *rows])
    assert got(read_both(text)) == (20, 5, "390.00")

"""Whose an order is: guests, shared e-mails, several numbers of one person, payer and student, one for many."""

from retention_core.ingest import Answer
from tests.ingest.rows.both_readers import got, notes, read_both


def test_a_guest_is_the_phone_beside_and_the_number_that_it_has_elsewhere():
    rows = ["7,2024-01-02,+36 30 111 2222,10", "0,2024-01-05,06301112222,10", "0,2024-01-09,+36 30 111 2222,10",
            "8,2024-02-02,+36 20 333 4444,10", "9,2024-02-05,+36 70 555 6666,10"]  # fmt: skip
    assert got(read_both("\n".join(["customer id,date,phone,total", *rows])))[:2] == (5, 4)


def test_an_email_beside_many_names_is_a_marketplace():
    rows = [f"2024-01-{at + 1:02},orders@market.test,Name {chr(65 + at)}x,10" for at in range(6)]
    rows += ["2024-02-01,gus@x.test,Gus Ham,20", "2024-03-01,gus@x.test,Gus Ham,20"]
    reading = read_both("\n".join(["date,email,customer name,total", *rows]))
    assert got(reading) == (8, 7, "100.00") and "shared_email" in notes(reading)


def test_several_numbers_of_one_email_are_told():
    rows = [f"{at},c{at % 4},2024-01-{at + 1:02},10.00,m{at % 4}@x.test" for at in range(12)]
    one = "\n".join(["order,customer id,date,total,email", *rows])
    assert "several_ids" not in notes(read_both(one))
    assert "several_ids" in notes(read_both(one.replace("m3@", "m2@")))


def school(second: str) -> str:
    payers, students = ("Ann Lee", "Bob Kay", "Cid Poe"), ("Dot Rae", "Eli Fox", "Fay Orr", "Gus Ham")
    rows = [f"R{at},{payers[at % 3]},{students[at % 4]},2024-01-{at + 1:02},{10 + at}.00" for at in range(12)]
    return "\n".join([f"receipt,payer,{second},date,amount", *rows])


def test_payer_and_student_are_asked_about():
    question = read_both(school("student")).questions[0]
    assert question.code == "customer_column"
    assert [choice.choice for choice in question.choices] == ["payer", "student"]


def test_who_receives_or_sells_is_not_asked_about():
    for other in ("ship to", "salesperson", "cashier", "driver"):
        assert got(read_both(school(other)))[:2] == (12, 3)


def test_one_customer_with_the_orders_of_many_is_told_and_can_be_left_out():
    rows = [f"{at},{'TILL' if at % 2 else f'c{at}'},2024-01-{at % 28 + 1:02},10.00" for at in range(400)]
    text = "\n".join(["order,customer,date,total", *rows])
    assert "one_for_many" in notes(read_both(text))
    assert got(read_both(text, Answer("one_for_many", "leave_out"))) == (200, 200, "2000.00")


def test_an_amount_beyond_all_others_is_told_and_can_be_left_out():
    rows = [f"{at},c{at % 9},2024-01-{at % 28 + 1:02},{999999 if at == 7 else 40 + at % 5}.00" for at in range(120)]
    text = "\n".join(["order,customer,date,total", *rows])
    assert "outlier" in notes(read_both(text))
    assert got(read_both(text, Answer("outlier", "leave_out")))[:2] == (119, 9)
    assert "outlier" not in notes(read_both(text.replace("999999", "900")))

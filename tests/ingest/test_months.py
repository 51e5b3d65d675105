"""Spending by month."""

from retention_core.ingest import File, read_files


def test_the_first_month_of_a_spending_file_is_no_description() -> None:
    orders = b"Name,Email,Created at,Total\n#1,a@x.com,2025-01-05,10.00\n#2,b@x.com,2025-02-05,20.00\n"
    spending = b"Month,Spend\n2025-01,90\n2025-03,400\n2025-04,100\n"
    book = read_files([File("orders.csv", content=orders), File("spend.csv", content=spending)]).workbook
    assert book is not None
    assert book.spending is not None
    assert book.spending.height == 3

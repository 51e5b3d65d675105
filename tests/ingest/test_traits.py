"""Columns without a known meaning that sort customers into groups stay with the workbook."""

from retention_core.ingest import File, read_files
from retention_core.kernel.workbook import TRAIT
from tests.ingest.shop import read

CONTRACTS = """customerID,tenure,Churn,Contract,Payment Method,Locker,Floor
a,1,Yes,Monthly,Card,i1,2
b,2,No,Monthly,Cash,i2,2
c,3,No,Yearly,Card,i3,2
d,4,Yes,Yearly,Cash,i4,2
e,4,Yes,Yearly,,i5,2
"""


def test_a_column_with_a_few_values_again_and_again_is_a_trait_of_its_contracts() -> None:
    """Locker has a value of its own in every line, Floor the same one in all."""
    table = read(CONTRACTS).workbook.subscriptions
    assert [name for name in table.columns if name.startswith(TRAIT)] == [f"{TRAIT}Payment Method"]
    assert table[f"{TRAIT}Payment Method"].to_list() == ["Card", "Cash", "Card", "Cash", None]


def test_a_list_of_customers_brings_its_traits_to_the_orders() -> None:
    orders = "customer_id,date,amount\n" + "".join(f"{who},2024-01-0{at},5\n" for at, who in enumerate("abcd", 1))
    people = "customer_id,name,Region\na,Ann,North\nb,Bo,South\nc,Cy,North\nd,Di,South\n"
    files = [File("orders.csv", content=orders.encode()), File("people.csv", content=people.encode())]
    customers = read_files(files).workbook.customers
    assert customers[f"{TRAIT}Region"].to_list() == ["North", "South", "North", "South"]
    assert customers["name"].to_list() == ["Ann", "Bo", "Cy", "Di"]

"""The streaming pass over large files gives what the careful way gives, or steps aside."""

from pathlib import Path

import pytest

from retention_core.ingest import File, totals
from retention_core.ingest.answers import all_answers
from retention_core.ingest.quick import quick_orders
from retention_core.ingest.reading import read_files
from tests.ingest.shop import orders

HEADER = "order_id,customer_id,date,amount,category\n"


def lines(name="C{:04}", order="{}", day="{}", amount="{:.2f}") -> str:
    return HEADER + "".join(
        f"{order.format(at)},{name.format(int(customer[-3:]))},{day.format(on)},{amount.format(value)},toys\n"
        for at, (customer, on, value) in enumerate(orders(), 1)
    )


def quick(path: Path, content: str):
    path.write_bytes(content.encode())
    return quick_orders(File(path.name, path), all_answers(()), least_bytes=0)


PLAIN = {
    "numbered ids": lines(),
    "ids of varying width": lines("cust{}"),
    "bare numbers": lines("{}"),
    "names": lines("Customer {} of Győr"),
    "rows not in day order": HEADER
    + "".join(sorted(lines().splitlines(keepends=True)[1:], key=lambda line: line[-9:])),
    "three decimals": lines(amount="{:.3f}"),
    "text order ids": lines(order="A-{}"),
    "CRLF": lines().replace("\n", "\r\n"),
    "a mark": "\ufeff" + lines(),
    "quoted": lines().replace("toys", '"toys"'),
    "no final line end": lines().rstrip("\n"),
}


@pytest.mark.parametrize("case", PLAIN)
def test_plain_files_give_the_same_workbook_both_ways(case, tmp_path):
    path = tmp_path / "orders.csv"
    found = quick(path, PLAIN[case])
    assert found is not None
    careful = read_files([File(path.name, path)])
    book = careful.workbook
    assert found.log.customers.equals(book.customers)
    assert found.log.decimals == book.decimals and found.log.counts == book.counts
    assert found.log.orders.columns == book.orders.columns
    order = ["ordered_on", "order_id"]
    assert found.log.orders.sort(order).equals(book.orders.sort(order))
    assert found.source.rows_read == careful.sources[0].rows_read and found.source.columns == careful.sources[0].columns
    assert [note.code for note in found.notes] == [note.code for note in careful.notes]


DOUBTFUL = {
    "no customer": lines().replace("C0005", ""),
    "a day that is none": lines().replace("2023-", "2023-1", 1),
    "an amount that is none": lines(amount="{:.2f} EUR"),
    "a total": lines() + "Total,,,1.00,\n",
    "lines of one order": lines() + lines().splitlines()[1] + "\n",
    "blanks around": lines("C{:04} "),
    "another day form": lines().replace("-", "/"),
    "a blank line": lines() + "\n",
    "a long row": lines() + "1,2,2023-01-01,1.00,x,y\n",
    "status": lines().replace("category", "status"),
    "leading zeros of varying width": lines("0{}"),
    "infinite": lines() + "99999,C0001,2023-01-01,inf,x\n",
    "a line end within quotes": lines().replace("toys", '"to\nys"', 1),
    "nobody": lines() + "99999,Guest,2023-01-01,1.00,x\n",
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_anything_else_goes_the_careful_way(case, tmp_path):
    assert quick(tmp_path / "orders.csv", DOUBTFUL[case]) is None


def test_a_large_file_by_path_takes_the_streaming_pass(tmp_path, monkeypatch):
    path = tmp_path / "orders.csv"
    path.write_text(lines(), encoding="utf-8")
    careful = totals(read_files([File(path.name, path)]).workbook)
    monkeypatch.setattr("retention_core.ingest.quick.LEAST_BYTES", 0)
    monkeypatch.setattr("retention_core.ingest.reading.opened", None)
    assert totals(read_files([File(path.name, path)]).workbook) == careful

"""A small shop to break in many ways: 60 orders by 12 customers, two of them refunds, 4,321.10 in all."""

import random
from datetime import date, timedelta
from decimal import Decimal

from retention_core.ingest import Answer, File, read_files
from retention_core.kernel.workbook import ReadResult

HEADER = ("customer", "date", "amount")


def orders() -> list[tuple[str, date, Decimal]]:
    """The same 60 orders every time: customer, day, amount."""
    draw = random.Random(7)
    rows = [
        (
            f"Customer {draw.randrange(1, 13):03}",
            date(2023, 1, 2) + timedelta(days=draw.randrange(600)),
            Decimal(draw.randrange(900, 180_000)) / 100,
        )
        for _ in range(59)
    ]
    rows[10], rows[20] = (rows[10][0], rows[10][1], -rows[10][2]), (rows[20][0], rows[20][1], Decimal("-12.50"))
    return sorted([*rows, ("Customer 013", date(2023, 3, 25), Decimal("1234.5"))], key=lambda row: row[1])


def facts() -> dict[str, object]:
    """What every way of writing the shop must give."""
    rows = orders()
    return {
        "orders": sum(amount >= 0 for *_, amount in rows),
        "refunds": sum(amount < 0 for *_, amount in rows),
        "customers": len({customer for customer, *_ in rows}),
        "revenue": f"{sum(amount for *_, amount in rows):.2f}",
        "first_day": str(min(day for _, day, _ in rows)),
        "last_day": str(max(day for _, day, _ in rows)),
    }


def table(delimiter: str = ",", day: str = "%Y-%m-%d", amount=lambda value: f"{value:.2f}", header=HEADER) -> str:
    """The shop as delimited text."""
    lines = [delimiter.join(header)]
    lines += [delimiter.join((customer, on.strftime(day), amount(value))) for customer, on, value in orders()]
    return "\n".join(lines) + "\n"


def read(content: str | bytes, *answers: Answer, name: str = "shop.csv") -> ReadResult:
    """What comes of dropping one file."""
    raw = content.encode() if isinstance(content, str) else content
    return read_files([File(name, content=raw)], answers)

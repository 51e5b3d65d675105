"""Reading 10 million orders: `python benchmarks/ingest.py [ORDERS] [--rows 10_000_000] [--turns 3] [--form NAME]`.

Both sides in turn, each in a process of its own: polars' typed read of all columns, and the whole way to a Workbook
(text first, strict, every row accounted for, customers numbered, digest). Prints the ratio of the medians of wall clock
and of processor time, and the peak memory against the size of the file. Aim: ratio at most 2.5, memory at most 3.

--form says how the file is written: `german` (01.02.2023;12,50), `american` (02/01/2023: polars leaves these days as
text here, since it takes them for days first and then fails), `lines` (three lines per order), `guests` (no customer on
every twentieth row: the careful way), or `xlsx`, against fastexcel's own read of 1 million rows. Aim: ratio at most
1.5. Our peak memory is then that of the server alone; the program that reads the workbook is another one. Processor
time is that of a process and its children.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parent.parent
POLARS = (
    "import polars as pl\ncommas = path.endswith('german.csv')\nmark = ';' if commas else ','\n"
    "days = not path.endswith('american.csv')\n"
    "height = pl.read_csv(path, try_parse_dates=days, separator=mark, decimal_comma=commas).height"
)
FASTEXCEL = "import fastexcel\nheight = fastexcel.read_excel(path).load_sheet(0).to_polars().height"
OURS = (
    "from pathlib import Path\nfrom retention_core.ingest import File, read_files\n"
    "height = read_files([File(Path(path).name, Path(path))]).workbook.orders.height"
)
_LINES = pl.col("order_id") // 3
FORMS: dict[str, list[pl.Expr]] = {
    "german": [
        pl.col("date").dt.strftime("%d.%m.%Y"),
        pl.col("amount").cast(pl.Decimal(18, 2)).cast(pl.String).str.replace(".", ",", literal=True),
    ],
    "american": [pl.col("date").dt.strftime("%m/%d/%Y")],
    "lines": [_LINES.alias("order_id"), pl.col("customer_id", "date").first().over(_LINES)],
    "guests": [pl.when(pl.col("order_id") % 20 != 0).then("customer_id").alias("customer_id")],
}
TIMED = """
import json, os, resource, sys, time
import polars, numpy, fastexcel, retention_core.ingest
path = sys.argv[1]
wall, cpu = time.perf_counter(), sum(os.times()[:4])
{code}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps([time.perf_counter() - wall, sum(os.times()[:4]) - cpu, peak, height]))
"""


def measured(code: str, path: Path) -> list[float]:
    """Seconds on the wall clock, seconds of processor time, peak bytes, rows."""
    call = [sys.executable, "-c", TIMED.format(code=code), str(path)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def compared(path: Path, turns: int) -> None:
    """Prints every turn, then the ratios of the medians."""
    other, their_way, aim = ("fastexcel", FASTEXCEL, 1.5) if path.suffix == ".xlsx" else ("polars", POLARS, 2.5)
    sides: dict[str, list[list[float]]] = {other: [], "ours": []}
    for _ in range(turns):
        for name, code in ((other, their_way), ("ours", OURS)):
            sides[name].append(measured(code, path))
            wall, cpu, peak, rows = sides[name][-1]
            print(
                f"{name:9} {wall:6.2f} s  processor {cpu:6.2f} s  peak {peak / 1e6:6.0f} MB  {rows:,.0f} rows",
                flush=True,
            )
    middle = {
        name: [statistics.median(turn[at] for turn in turned) for at in range(3)] for name, turned in sides.items()
    }
    print(f"wall clock ratio {middle['ours'][0] / middle[other][0]:.2f} (aim {aim})")
    print(f"processor ratio  {middle['ours'][1] / middle[other][1]:.2f}")
    if path.suffix != ".xlsx":
        print(f"peak memory / file {middle['ours'][2] / path.stat().st_size:.2f} (aim 3)")


def main() -> None:
    """Makes the file where none is given."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("path", nargs="?", type=Path)
    ask.add_argument("--rows", type=int)
    ask.add_argument("--form", choices=("plain", *FORMS, "xlsx"), default="plain", help="how the file is written")
    ask.add_argument("--turns", type=int, default=3)
    given = ask.parse_args()
    if given.path:
        return compared(given.path.resolve(), given.turns)
    with tempfile.TemporaryDirectory() as folder:
        path, rows = Path(folder, "orders.csv"), given.rows or (1_000_000 if given.form == "xlsx" else 10_000_000)
        subprocess.run([sys.executable, ROOT / "benchmarks" / "make_orders.py", str(rows), path], check=True)
        if given.form != "plain":  # in a process of its own: peak memory is handed down to children
            call = "import sys; from benchmarks.ingest import written; written(sys.argv[1], sys.argv[2])"
            subprocess.run([sys.executable, "-c", call, path, given.form], cwd=ROOT, check=True)
        return compared(place_of(path, given.form), given.turns)


def place_of(path: Path, form: str) -> Path:
    """Where the orders stand in another form."""
    names = {"plain": path.name, "xlsx": path.with_suffix(".xlsx").name}
    return path.with_name(names.get(form, f"{form}.csv"))


def written(path: str, form: str) -> None:
    """Writes the same orders in another form; in a workbook with typed cells."""
    orders, target = pl.read_csv(path, try_parse_dates=True), place_of(Path(path), form)
    if form == "xlsx":
        orders.write_excel(target)
    else:
        orders.with_columns(FORMS[form]).write_csv(target, separator=";" if form == "german" else ",")


if __name__ == "__main__":
    main()

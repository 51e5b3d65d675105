"""What the reader's own process costs: `python benchmarks/reader_process.py [ORDERS] [--rows 10_000_000] [--turns 9]`.

The same file is read in this process and by a reader that waits with its imports done, in turn. Prints, for a small
file of 1,000 orders, the median of what the reader takes more (aim: under 50 ms), and for a large file the ratio of
wall clock (aim: at most 1.05). Waiting for the next reader is part of no turn: nobody drops files that fast.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from retention_core.ingest import File, read_files  # noqa: E402
from retention_core.ingest.process.read_request import ReadRequest  # noqa: E402
from retention_core.ingest.process.waiting_reader import READERS  # noqa: E402

SMALL = 1_000
SECONDS_TO_IMPORT = 4.0


def here(path: Path) -> float:
    """Seconds of reading in this process."""
    begun = time.perf_counter()
    read_files([File(path.name, path=path)])
    return time.perf_counter() - begun


def there(path: Path) -> float:
    """Seconds of reading by a reader that waits."""
    READERS.prepare()
    time.sleep(SECONDS_TO_IMPORT)
    with tempfile.TemporaryDirectory() as folder, READERS.reader() as reader:
        begun = time.perf_counter()
        reader.read(ReadRequest([File(path.name, path=path)], Path(folder)))
        return time.perf_counter() - begun


def in_turn(path: Path, turns: int) -> tuple[float, float]:
    """Medians of both sides."""
    told = [(here(path), there(path)) for _ in range(turns)]
    return median(one for one, _ in told), median(other for _, other in told)


def made(rows: int, path: Path) -> Path:
    """A file of so many orders."""
    make = PROJECT / "benchmarks" / "make_orders.py"
    subprocess.run([sys.executable, make, str(rows), path, "--seed", "1"], check=True, stdout=subprocess.DEVNULL)
    return path


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("orders", nargs="?", type=Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--turns", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = made(SMALL, Path(folder) / "small.csv")
        large = asked.orders or made(asked.rows, Path(folder) / "large.csv")
        here(small)
        one, other = (1000 * side for side in in_turn(small, asked.turns))
        print(f"small file   here {one:6.1f} ms   reader {other:6.1f} ms   more {other - one:5.1f} ms")
        one, other = in_turn(large, max(asked.turns // 3, 1))
        print(f"large file   here {one:6.2f} s    reader {other:6.2f} s    ratio {other / one:.2f}")


if __name__ == "__main__":
    main()

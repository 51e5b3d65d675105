"""Run as a program of its own: reads Parquet or Arrow with polars and hands all columns back as text.

usage: columnar_program.py FILE FOLDER    writes FOLDER/0.arrow and FOLDER/sheets.json, or FOLDER/problem.txt
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def main(source: str, folder: str) -> int:
    """Every column as text; what went wrong stands in problem.txt."""
    try:
        _write(Path(source), Path(folder))
    except BaseException as problem:
        Path(folder, "problem.txt").write_text(f"{type(problem).__name__}: {problem}"[:2000], encoding="utf-8")
        return 1
    Path(folder, "sheets.json").write_text(json.dumps([{"name": None, "visible": True}]), encoding="utf-8")
    return 0


def _write(source: Path, folder: Path) -> None:
    import polars as pl  # noqa: PLC0415

    if not sys.stdin.buffer.read(1):
        raise EOFError
    content = source.read_bytes()
    if content.startswith(b"PAR1"):
        frame = pl.read_parquet(content)
    elif content.startswith(b"ARROW1"):
        frame = pl.read_ipc(content)
    else:
        frame = pl.read_ipc_stream(content)
    texts = frame.select(
        _text(pl.col(name), kind).alias(str(at)) for at, (name, kind) in enumerate(frame.schema.items())
    )
    names = pl.DataFrame({str(at): [name] for at, name in enumerate(frame.columns)})
    pl.concat([names, texts]).write_ipc(folder / "0.arrow")


def _text(column: "pl.Expr", kind: object) -> "pl.Expr":
    import polars as pl  # noqa: PLC0415

    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("%Y-%m-%d %H:%M:%S")
    if isinstance(kind, pl.Struct):
        return column.struct.json_encode()
    if isinstance(kind, pl.Binary):
        return column.cast(pl.String, strict=False)
    if isinstance(kind, pl.Duration):
        return column.dt.to_string()
    if isinstance(kind, pl.List | pl.Array | pl.Object):
        return pl.lit(None, dtype=pl.String)
    return column.cast(pl.String)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

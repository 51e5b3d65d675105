"""Frames between two processes: written as Arrow as they lie in memory, mapped by who takes them over.

Nothing is copied on the way in but into the file, and nothing on the way out: the system brings in the pages that are
looked at, and may let them go again.
"""

from pathlib import Path

import polars as pl
import pyarrow as pa


class FrameFolder:
    """A folder of frames, each under a number; one that is kept twice is written once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[int, tuple[int, pl.DataFrame]] = {}
        self._mapped: dict[int, pl.DataFrame] = {}

    def keep(self, frame: pl.DataFrame) -> int:
        """Writes a frame; returns its number."""
        number, _ = self._kept.setdefault(id(frame), (len(self._kept), frame))
        if number == len(self._kept) - 1:
            self._write(frame, self._file(number))
        return number

    def frame(self, number: int) -> pl.DataFrame:
        """One row per row of the frame that was kept under a number, with its columns; mapped, not copied."""
        if number not in self._mapped:
            with pa.memory_map(str(self._file(number))) as source, pa.ipc.open_file(source) as file:
                self._mapped[number] = pl.DataFrame(pl.from_arrow(file.read_all()))
        return self._mapped[number]

    def _file(self, number: int) -> Path:
        return self._folder / f"{int(number)}.arrow"

    @staticmethod
    def _write(frame: pl.DataFrame, path: Path) -> None:
        table = frame.to_arrow(compat_level=pl.CompatLevel.newest())
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as out:
            out.write_table(table)

"""Sample shops: three years of a cafe, a web shop and a gym, drawn from known parameters.

They let a visitor look around without a file, and let tests compare what is computed with what is true. Everything is
invented; the same seed and last day give the same shop.
"""

from datetime import date
from enum import StrEnum

import numpy as np
import polars as pl

from retention_core.simulate import cafe, gym, webshop
from retention_core.simulate.draws import visits
from retention_core.simulate.truth import Draw, Truth

__all__ = ["LAST_DAY", "Draw", "Shop", "Truth", "draw_shop", "sample_csv", "sample_shop", "visits"]

LAST_DAY = date(2026, 10, 31)
SEED = 1


class Shop(StrEnum):
    """The sample shops."""

    CAFE = "cafe"
    WEBSHOP = "webshop"
    GYM = "gym"


def draw_shop(kind: str, *, seed: int = SEED, last_day: date = LAST_DAY) -> Draw:
    """A sample shop together with what is true about it; ValueError for an unknown kind."""
    make = {Shop.CAFE: cafe.draw, Shop.WEBSHOP: webshop.draw, Shop.GYM: gym.draw}[Shop(kind)]
    return make(np.random.default_rng(seed), last_day)


def sample_shop(kind: str, *, seed: int = SEED, last_day: date = LAST_DAY) -> pl.DataFrame:
    """One row per row of the export of a sample shop, every cell as text.

    Columns under the names of the program that it seems to come from.
    """
    return draw_shop(kind, seed=seed, last_day=last_day).export


def sample_csv(kind: str, *, seed: int = SEED, last_day: date = LAST_DAY) -> bytes:
    """The export of a sample shop as the bytes of a CSV file in UTF-8."""
    return sample_shop(kind, seed=seed, last_day=last_day).write_csv().encode()

"""Two common definitions of nearly the same thing, side by side: why they differ, and the customers who make it so."""

from dataclasses import dataclass

import polars as pl

from retention_core.describe.side_by_side_reasons import REASONS
from retention_core.figures import Figure, compute
from retention_core.study import Study


@dataclass(frozen=True)
class Beside:
    """Another definition beside a figure; `reason` is a message that says why the two differ."""

    here: Figure
    there: Figure
    reason: str

    def only_here(self) -> pl.DataFrame | None:
        """The customers counted in the figure and not in the other one; None where either counts no customers."""
        return _without(self.here, self.there)

    def only_there(self) -> pl.DataFrame | None:
        """The customers counted in the other one and not in the figure; None where either counts no customers."""
        return _without(self.there, self.here)


def beside(study: Study, name: str) -> tuple[Beside, ...]:
    """The other definitions of a figure, in the order in which the figure names them."""
    here = compute(name, study)
    return tuple(Beside(here, compute(other, study), REASONS[frozenset({name, other})]) for other in here.others)


def _without(one: Figure, other: Figure) -> pl.DataFrame | None:
    if one.customers is None or other.customers is None:
        return None
    return one.customers().join(other.customers(), on="customer_code", how="anti", maintain_order="left")

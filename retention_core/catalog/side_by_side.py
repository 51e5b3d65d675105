"""Two common definitions of nearly the same thing, side by side: why they differ, and the customers who make it so."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.catalog.all_figures import compute
from retention_core.catalog.definition_pairs import REASONS
from retention_core.kernel.figure import Figure
from retention_core.kernel.study import Study

# Where both count the same customers: the figure that is the difference between the two, with whoever makes it so.
DIFFERENCES: Mapping[frozenset[str], str] = {
    frozenset({"money.revenue", "money.revenue_before_refunds"}): "money.given_back",
    frozenset({"money.grr", "money.nrr"}): "money.more",
}


@dataclass(frozen=True)
class OtherDefinition:
    """Another definition beside a figure; `reason` is a message that says why the two differ.

    difference   the figure that lies between the two, where both count the same customers; None: who is counted differs
    """

    here: Figure
    there: Figure
    reason: str
    difference: Figure | None = None

    def only_here(self, study: Study) -> pl.DataFrame | None:
        """One row per customer counted in the figure and not in the other one; None where either counts no customers.

        Columns as the figure's own `customers` gives them: customer_code first.
        """
        return _without(study, self.here, self.there)

    def only_there(self, study: Study) -> pl.DataFrame | None:
        """One row per customer counted in the other one and not in the figure; None where either counts no customers.

        Columns as the other figure's own `customers` gives them: customer_code first.
        """
        return _without(study, self.there, self.here)


def other_definitions(study: Study, name: str) -> tuple[OtherDefinition, ...]:
    """The other definitions of a figure, in the order in which the figure names them."""
    here = compute(name, study)
    return tuple(_beside(study, here, compute(other, study)) for other in here.others)


def _beside(study: Study, here: Figure, there: Figure) -> OtherDefinition:
    pair = frozenset({here.name, there.name})
    between = DIFFERENCES.get(pair)
    return OtherDefinition(here, there, REASONS[pair], compute(between, study) if between else None)


def _without(study: Study, one: Figure, other: Figure) -> pl.DataFrame | None:
    if one.customers is None or other.customers is None:
        return None
    return one.customers(study).join(other.customers(study), on="customer_code", how="anti", maintain_order="left")

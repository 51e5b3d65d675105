"""The ways to look closer at a programme, one at a time: only the one in sight is worked out."""

from collections.abc import Callable
from dataclasses import dataclass

from retention_core.kernel.messages import N_
from retention_core.kernel.study import Study
from retention_core.prescribe.what_if.what_if_figures import Case
from ui.what_if.budget_view import budget
from ui.what_if.five_percent_view import claim
from ui.what_if.goals_view import goals, lift_and_cost
from ui.what_if.paths_view import by_lever, matters, path


@dataclass(frozen=True)
class View:
    """One way to look closer: its words, what draws it, and whether it makes sense without amounts."""

    words: str
    draw: Callable[[Study, Case], None]
    of_customers: bool = False


VIEWS = {
    "path": View(N_("Over time"), path, of_customers=True),
    "bridge": View(N_("Lever by lever"), by_lever),
    "tornado": View(N_("What matters most"), matters),
    "goals": View(N_("Goals"), goals),
    "map": View(N_("Lift and cost"), lift_and_cost),
    "budget": View(N_("Keep or gain"), budget),
    "claim": View(N_("25% to 95%?"), claim),
}

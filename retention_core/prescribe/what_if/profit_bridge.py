"""From the profit as it is to the profit with a programme, lever by lever."""

from collections.abc import Mapping
from dataclasses import replace

from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.programme.levers import Lever
from retention_core.prescribe.what_if.what_if import programme_on

FREE = Lever()
OFF: dict[str, dict[str, float]] = {
    "retention": {"lift": 0.0},
    "contract": {"contract_share": 0.0},
    "spend": {"spend": 0.0},
    "frequency": {"frequency": 0.0},
    "new_customers": {"new_customers": 0.0},
}
COSTS = ("cost_per_period", "cost_per_member", "cost_share", "rewards", "cost_per_gained", "contract_bonus")


def without_cost(lever: Lever) -> Lever:
    """The same programme for nothing."""
    return replace(lever, **{name: getattr(FREE, name) for name in COSTS})


def profit_bridge(baseline: Baseline, lever: Lever) -> dict[str, float]:
    """What each lever adds to the profit over the horizon, discounted, in the order in which they are switched on.

    Levers that do nothing are left out; `cost` is the last. All of them together are the extra profit. Since levers
    work on each other, another order would share the same sum out differently.
    """
    free, added, before = without_cost(lever), {}, 0.0
    for place, name in enumerate(OFF):
        later = [off for other in list(OFF)[place + 1 :] for off in OFF[other].items()]
        earned = extra_profit(baseline, replace(free, **dict(later)))  # type: ignore[arg-type]
        added[name], before = earned - before, earned
    added["cost"] = extra_profit(baseline, lever) - before
    changed = {name for name, off in OFF.items() if any(getattr(lever, field) for field in off)}
    return {name: amount for name, amount in added.items() if name in changed or (name == "cost" and amount)}


def profit_with(before: float, parts: Mapping[str, float]) -> float:
    """The profit with the programme: that without it and what each lever adds."""
    return before + sum(parts.values())


def extra_profit(baseline: Baseline, lever: Lever) -> float:
    """What a programme adds to the profit over the horizon, discounted, after its cost."""
    programme = programme_on(baseline, lever)
    return float(programme.extra_profits(programme.walk()).sum())

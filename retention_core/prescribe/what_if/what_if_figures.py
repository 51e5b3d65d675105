"""Figures of the what-if: what keeping more customers is worth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from retention_core.describe.customer_value.margin import margin_share
from retention_core.describe.retention.why_no_rate import why_no_rate
from retention_core.describe.statistics.confidence_ranges import share_range_with_spread
from retention_core.kernel.figure import Compute, Figure, Value, as_meant, figure, registered, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Share, Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.prescribe.programme.baseline import Baseline, CustomerGroup, baseline, baseline_with_segments
from retention_core.prescribe.programme.group_history import SEGMENTS
from retention_core.prescribe.programme.group_sums import customers_in, gained_in, revenue_of
from retention_core.prescribe.programme.levers import Lever, LiftDefinition
from retention_core.prescribe.what_if.goal_seek import MostCost, most_cost
from retention_core.prescribe.what_if.monte_carlo import OutcomeRanges, outcome_ranges
from retention_core.prescribe.what_if.what_if import Outcome, outcome

CENTS = 2
TENTHS_BELOW = 10


@dataclass(frozen=True)
class Case:
    """A programme at work on a shop."""

    shop: Baseline
    outcome: Outcome
    ranges: OutcomeRanges
    currency: str | None

    @cached_property
    def most(self) -> MostCost:
        """What the programme may cost at most."""
        return most_cost(self.shop, self.outcome.lever)

    @property
    def lines(self) -> Sequence[CustomerGroup]:
        """Those the programme works on."""
        return self.shop.lines_of(self.outcome.lever.tiers)

    def money(self, value: float | None) -> Money | None:
        """A calculated amount, to the cent."""
        return None if value is None else Money.of(round(value, CENTS), CENTS, self.currency)


def default_lever(study: Study) -> Lever:
    """Five points more retention for everybody, at no cost, under the settings' margin, discount and horizon."""
    chosen = study.settings
    return Lever(margin=study(margin_share), discount_rate=chosen.discount_rate, horizon_months=chosen.horizon_months)


def outcome_figures(study: Study, case: Case) -> dict[str, Figure]:
    """Every what_if figure of a programme at work, by its registered name."""
    found = {name: as_meant(registered(name), _told(study, case, tell)) for name, tell in _TELLS.items()}
    if case.outcome.lever.reading is not LiftDefinition.POINTS:
        found["what_if.break_even_lift"] = replace(found["what_if.break_even_lift"], unit=Unit.SHARE)
    return found


def _people(count: float) -> float:
    """A number of customers: a few with a tenth of one, more in whole ones."""
    return round(count, 1) if abs(count) < TENTHS_BELOW else float(round(count))


def default_case(study: Study) -> Case | None:
    """The default lever at work on the shop; None without a baseline."""
    return case_of(study, study(default_lever))


def shop_for(study: Study, *levers: Lever) -> Baseline | None:
    """The shop as it is, with lines of its segments where one of the levers works on some of them; None without one."""
    of_segments = any(rank >= SEGMENTS for lever in levers for rank in lever.tiers or ())
    return study(baseline_with_segments if of_segments else baseline)


def case_of(study: Study, lever: Lever) -> Case | None:
    """A lever of the user at work on the shop; None without a baseline. WrongInput as `outcome`."""
    shop = shop_for(study, lever)
    return (
        None if shop is None else Case(shop, outcome(shop, lever), outcome_ranges(shop, lever), study.workbook.currency)
    )


Tell = Callable[[Case], Figure]
_TELLS: dict[str, Tell] = {}


def _what_if(name: str, *, title: str, meaning: str, formula: str, unit: Unit) -> Callable[[Tell], Compute]:
    """Registers a figure that is read from an outcome; asked by itself it is that of the default programme."""

    def register(tell: Tell) -> Compute:
        def at_default(study: Study) -> Figure:
            return _told(study, study(default_case), tell)

        _TELLS[name] = tell
        return figure(name, title=title, meaning=meaning, formula=formula, unit=unit)(at_default)

    return register


def _told(study: Study, case: Case | None, tell: Tell) -> Figure:
    if case is None:
        return unknown(why_no_rate(study) or WhyNull.NOBODY_AT_START)
    found = tell(case)
    if found.value is None and found.why_null is None:
        return unknown(WhyNull.NO_AMOUNTS, **_inputs(case))
    return replace(found, inputs=_inputs(case))


def _inputs(case: Case) -> dict[str, Value]:
    """What the formulas of a what-if are made of."""
    shop, found, lever = case.shop, case.outcome, case.outcome.lever
    result, money, lines = found.result, case.money, case.lines
    return {
        "start": customers_in(lines),
        "gained": round(gained_in(lines), 1),
        "rate_before": Share(result.rate_before),
        "rate_after": Share(result.rate_after),
        "spend": money(revenue_of(lines)),
        "margin": Share(lever.margin),
        "discount": Share(lever.discount(shop.kind)),
        "periods": found.periods,
        "kept": shop.kept,
        "at_start": shop.at_start,
        "extra_customers": _people(result.extra_customers),
        "extra_revenue": money(result.extra_revenue),
        "cost": money(result.cost),
        "extra_profit": money(result.extra_profit),
        "profit": money(found.baseline_profit),
        "clv_before": money(found.clv_before),
        "clv_after": money(found.clv_after),
        "fixed": money(lever.cost_per_period),
        "each": money(lever.cost_per_member),
        "part": Share(lever.cost_share),
        "lift": Share(lever.lift),
        "step": found.payback_period,
    }


def _ranged(case: Case, value: float | None, ends: tuple[float, float] | None) -> Figure:
    """An amount with its range; neither without amounts."""
    low, high = ends or (None, None)
    return Figure(case.money(value), low=case.money(low), high=case.money(high))


def _or_why(value: Value, case: Case, why: WhyNull) -> Figure:
    """A value; where it is null though amounts are known, the reason."""
    return Figure(value) if value is not None or not case.shop.has_money else unknown(why)


@_what_if(
    "what_if.retention_rate",
    title=N_("Customers kept in a period, as now"),
    meaning=N_("The share of customers kept from one period to the next, over the last four full periods."),
    formula=N_("kept / customers at the start, all four periods together = {kept} / {at_start}"),
    unit=Unit.SHARE,
)
def _rate(case: Case) -> Figure:
    shop = case.shop
    low, high = share_range_with_spread(shop.kept, shop.at_start, shop.counts) or (None, None)
    return Figure(shop.everybody.rate, low=low, high=high)


@_what_if(
    "what_if.extra_customers",
    title=N_("More customers at the end"),
    meaning=N_("How many more customers there are at the end of the horizon than without the lift."),
    formula=N_(
        "customers after {periods} periods, from {start} with {gained} gained a period, at {rate_after} kept"
        " in place of {rate_before} = {extra_customers} more"
    ),
    unit=Unit.COUNT,
)
def _customers(case: Case) -> Figure:
    low, high = map(_people, case.ranges.extra_customers)
    return Figure(_people(case.outcome.result.extra_customers), low=low, high=high)


@_what_if(
    "what_if.extra_revenue",
    title=N_("More revenue"),
    meaning=N_("How much more is sold over the horizon than without the lift."),
    formula=N_("additional customers of all {periods} periods x {spend} each = {extra_revenue}"),
    unit=Unit.MONEY,
)
def _revenue(case: Case) -> Figure:
    return _ranged(case, case.outcome.result.extra_revenue, case.ranges.extra_revenue)


@_what_if(
    "what_if.extra_profit",
    title=N_("More profit"),
    meaning=N_("What the lift earns over the horizon after the programme's cost, in money of today."),
    formula=N_(
        "additional customers x {spend} x {margin} margin, each period discounted by {discount},"
        " less the cost of {cost} = {extra_profit}"
    ),
    unit=Unit.MONEY,
)
def _profit(case: Case) -> Figure:
    return _ranged(case, case.outcome.result.extra_profit, case.ranges.extra_profit)


@_what_if(
    "what_if.extra_profit_percent",
    title=N_("More profit, in percent"),
    meaning=N_("The additional profit as a share of the profit over the same time without the lift."),
    formula=N_("more profit / profit without the lift = {extra_profit} / {profit}"),
    unit=Unit.SHARE,
)
def _percent(case: Case) -> Figure:
    return _or_why(case.outcome.result.percent, case, WhyNull.NO_PROFIT)


@_what_if(
    "what_if.cost",
    title=N_("Cost of the programme"),
    meaning=N_("What the programme costs over the horizon, in money of today."),
    formula=N_(
        "{fixed} + {each} x customers it works on + {part} of their spend, in each of {periods} periods, discounted"
        " = {cost}"
    ),
    unit=Unit.MONEY,
)
def _cost(case: Case) -> Figure:
    return Figure(case.money(case.outcome.result.cost))


@_what_if(
    "what_if.break_even_lift",
    title=N_("Pays for itself from"),
    meaning=N_("The smallest lift whose additional profit covers the programme's cost."),
    formula=N_("the lift at which the additional profit over {periods} periods equals the cost"),
    unit=Unit.POINTS,
)
def _break_even(case: Case) -> Figure:
    return _or_why(case.outcome.result.break_even_lift, case, WhyNull.NEVER_PAYS)


@_what_if(
    "what_if.payback_period",
    title=N_("Paid back in period"),
    meaning=N_("The period from which the additional profit so far covers the cost so far."),
    formula=N_("the first of {periods} periods from which the profit added so far stays at zero or above = {step}"),
    unit=Unit.COUNT,
)
def _payback(case: Case) -> Figure:
    return _or_why(case.outcome.payback_period, case, WhyNull.NOT_WITHIN_HORIZON)


@_what_if(
    "what_if.return_on_cost",
    title=N_("Return on the cost"),
    meaning=N_("What each unit of money put into the programme earns on top of itself."),
    formula=N_("more profit / cost = {extra_profit} / {cost}"),
    unit=Unit.RATIO,
)
def _return(case: Case) -> Figure:
    return _or_why(case.outcome.return_on_cost, case, WhyNull.NO_COST)


@_what_if(
    "what_if.clv_before",
    title=N_("Worth of a customer, as now"),
    meaning=N_("What a customer earns from here on, in money of today, if nothing changes."),
    formula=N_(
        "m r / (1 + d - r), with r = {rate_before} kept, d = {discount} discount, m = {spend} x {margin} = {clv_before}"
    ),
    unit=Unit.MONEY,
)
def worth_before(case: Case) -> Figure:
    """What a customer is worth from here on if nothing changes."""
    return _or_why(case.money(case.outcome.clv_before), case, WhyNull.NO_END)


@_what_if(
    "what_if.clv_after",
    title=N_("Worth of a customer, with the lift"),
    meaning=N_("What a customer earns from here on, in money of today, with the lift and before its cost."),
    formula=N_(
        "m r / (1 + d - r), with r = {rate_after} kept, d = {discount} discount, m = {spend} x {margin} = {clv_after}"
    ),
    unit=Unit.MONEY,
)
def _clv_after(case: Case) -> Figure:
    return _or_why(case.money(case.outcome.clv_after), case, WhyNull.NO_END)


@_what_if(
    "what_if.chance_it_pays",
    title=N_("How often it pays"),
    meaning=N_("In what share of 10,000 drawn futures the programme earns more than it costs."),
    formula=N_("draws with more profit than without it / all draws"),
    unit=Unit.SHARE,
)
def _chance(case: Case) -> Figure:
    return Figure(case.ranges.earns)


@_what_if(
    "what_if.most_cost",
    title=N_("The most it may cost"),
    meaning=N_("What the programme may cost over the horizon before it loses money, in money of today."),
    formula=N_("what the levers earn over {periods} periods before any cost, discounted"),
    unit=Unit.MONEY,
)
def _most(case: Case) -> Figure:
    return Figure(case.money(case.most.in_all) if case.shop.has_money else None)


@_what_if(
    "what_if.most_discount",
    title=N_("The largest discount that pays"),
    meaning=N_("The part of what they spend that those the programme works on may get back before it loses money."),
    formula=N_("what the levers earn before any cost / what those it works on spend, both discounted"),
    unit=Unit.SHARE,
)
def _most_discount(case: Case) -> Figure:
    return _or_why(case.most.discount, case, WhyNull.NOTHING_EARNED)

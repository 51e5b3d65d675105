"""Figures of what comes next: the back-test, the coming twelve months, and contracts."""

from collections.abc import Callable

from retention_core.describe.revenue.revenue_figures import AVERAGE_DECIMALS
from retention_core.describe.statistics.confidence_ranges import NORMAL_95
from retention_core.kernel.day_numbers import day_of
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Money, Share, Unit
from retention_core.kernel.rows import row_as
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull
from retention_core.predict.backtest.backtest import BackTest, Rule, back_test
from retention_core.predict.fitting.fitted_models import why_no_bg_nbd, why_no_sbg
from retention_core.predict.forecast.contract_forecast import YEAR, RunningMonth, contracts_ahead, running_ahead
from retention_core.predict.forecast.customer_forecast import customers_ahead
from retention_core.predict.forecast.forecast import ActiveMonth, forecast
from retention_core.predict.futures.new_customers import Arrivals

Read = Callable[[BackTest], Figure]


def _why_no_test(study: Study) -> WhyNull | None:
    if why := why_no_bg_nbd(study):
        return why
    return None if study(back_test) else WhyNull.TOO_SHORT_TO_TEST


def _why_no_forecast(study: Study) -> WhyNull | None:
    return _why_no_test(study) or (None if study(forecast) else WhyNull.TOO_SHORT_TO_TEST)


def _of_test(
    name: str, read: Callable[[BackTest], Figure], *, title: str, meaning: str, formula: str, unit: Unit
) -> None:
    def compute(study: Study) -> Figure:
        test = study(back_test)
        why = _why_no_test(study) or (None if test and test.bought else WhyNull.NOBODY_BOUGHT)
        return unknown(why or WhyNull.TOO_SHORT_TO_TEST) if why or test is None else read(test)

    figure(f"back_test.{name}", title=title, meaning=meaning, formula=formula, unit=unit)(compute)


def _days(test: BackTest) -> dict[str, Value]:
    return {"first_day": day_of(test.first), "last_day": day_of(test.last)}


def _error(rule: Rule) -> Read:
    def read(test: BackTest) -> Figure:
        off = test.error[rule]
        return Figure(off, inputs={**_days(test), "bought": test.bought, "off": None if off is None else Share(off)})

    return read


def _best_simple(test: BackTest) -> Figure:
    rule = min((Rule.AS_BEFORE, Rule.OWN_RATE), key=lambda rule: test.error[rule] or 0.0)
    return _error(rule)(test)


_of_test(
    "model_error",
    _error(Rule.MODEL),
    title=N_("The model was off by"),
    meaning=N_("How far the model was off for the last weeks, hidden from it, by groups of customers."),
    formula=N_(
        "from {first_day} to {last_day}: distance from what was bought, over groups by purchases before, / {bought}"
        " purchases = {off}"
    ),
    unit=Unit.SHARE,
)
_of_test(
    "simple_error",
    _best_simple,
    title=N_("The better simple rule was off by"),
    meaning=N_("The same of the better of two simple rules: as many as before, or each at their own past rate."),
    formula=N_(
        "from {first_day} to {last_day}: distance from what was bought, over groups by purchases before, / {bought}"
        " purchases = {off}"
    ),
    unit=Unit.SHARE,
)
_of_test(
    "bought",
    lambda test: Figure(test.bought, inputs={**_days(test), "bought": test.bought}),
    title=N_("Purchases in the hidden weeks"),
    meaning=N_("Purchase days of customers known before, in the weeks hidden from the model."),
    formula=N_("purchase days from {first_day} to {last_day} = {bought}"),
    unit=Unit.COUNT,
)
_of_test(
    "expected",
    lambda test: Figure(
        float(test.table[Rule.MODEL].sum()), inputs={**_days(test), "expected": float(test.table[Rule.MODEL].sum())}
    ),
    title=N_("Purchases the model expected in the hidden weeks"),
    meaning=N_("What the model expected of the weeks that were hidden from it."),
    formula=N_("expected purchase days from {first_day} to {last_day} = {expected}"),
    unit=Unit.RATIO,
)
_of_test(
    "held",
    lambda test: Figure(test.held, inputs={**_days(test), "held": Share(test.held)}),
    title=N_("Ranges that held"),
    meaning=N_("Share of customers whose purchases came as their 80% range had it: 80% is right."),
    formula=N_("from {first_day} to {last_day}, of up to a thousand customers = {held}"),
    unit=Unit.SHARE,
)


@figure(
    "forecast.revenue",
    title=N_("Revenue of the coming twelve months"),
    meaning=N_("What today's customers and new ones are expected to pay in the coming twelve months."),
    formula=N_("today's customers {existing} + new customers {new}"),
    unit=Unit.MONEY,
)
def _revenue(study: Study) -> Figure:
    found = study(forecast)
    if found is None or not study.workbook.has_amounts:
        return unknown(_why_no_forecast(study) or WhyNull.NO_AMOUNTS)
    total = found.total
    inputs = {who: _money(study, float(found.table[f"revenue_{who}"].sum())) for who in ("existing", "new")}
    value, low, high = (_money(study, minor) for minor in (total.value, total.low95, total.high95))
    return Figure(value, low=low, high=high, inputs=inputs)


@figure(
    "forecast.purchases",
    title=N_("Purchases of the coming twelve months"),
    meaning=N_("How often today's customers and new ones are expected to buy in the coming twelve months."),
    formula=N_("today's customers {existing} + new customers {new}"),
    unit=Unit.RATIO,
)
def _purchases(study: Study) -> Figure:
    found = study(forecast)
    if found is None:
        return unknown(_why_no_forecast(study) or WhyNull.TOO_SHORT_TO_TEST)
    inputs: dict[str, Value] = {who: float(found.table[f"purchases_{who}"].sum()) for who in ("existing", "new")}
    return Figure(found.bought.value, low=found.bought.low95, high=found.bought.high95, inputs=inputs)


@figure(
    "forecast.active",
    title=N_("Customers who buy in the twelfth month"),
    meaning=N_("How many customers are expected to buy in the last of the coming twelve months."),
    formula=N_("today's customers {existing} + new customers {new}, from {first_day} to {last_day}"),
    unit=Unit.RATIO,
)
def _active(study: Study) -> Figure:
    found = study(forecast)
    if found is None:
        return unknown(_why_no_forecast(study) or WhyNull.TOO_SHORT_TO_TEST)
    last = row_as(ActiveMonth, found.table)
    inputs: dict[str, Value] = {"existing": last.active_existing, "new": last.active_new}
    inputs |= {"first_day": last.first_day, "last_day": last.last_day}
    return Figure(last.active, low=last.active_low95, high=last.active_high95, inputs=inputs)


@figure(
    "forecast.new_a_month",
    title=N_("New customers a month"),
    meaning=N_("How many new customers are taken to come in a month: the mean of the last full months."),
    formula=N_("new customers of the last full months / months = {mean}"),
    unit=Unit.RATIO,
)
def _new(study: Study) -> Figure:
    found = study(forecast)
    if found is None:
        return unknown(_why_no_forecast(study) or WhyNull.TOO_SHORT_TO_TEST)
    return _rate(found.coming)


def _rate(coming: Arrivals) -> Figure:
    off = NORMAL_95 * coming.uncertain * coming.mean
    return Figure(coming.mean, low=max(coming.mean - off, 0.0), high=coming.mean + off, inputs={"mean": coming.mean})


@figure(
    "forecast.still_customers",
    title=N_("Customers who still are"),
    meaning=N_("How many of all who ever bought are customers still, by the chances of each."),
    formula=N_("chances of {customers} customers to be one still, added up = {still}"),
    unit=Unit.RATIO,
)
def _still(study: Study) -> Figure:
    table = study(customers_ahead)
    if table is None:
        return unknown(_why_no_test(study) or WhyNull.SIMPLE_RULE_NEARER)
    still = float(table["p_alive"].sum())
    return Figure(still, inputs={"customers": table.height, "still": still})


@figure(
    "forecast.worth",
    title=N_("Worth of a customer in three years"),
    meaning=N_(
        "The margin that today's customers are expected to bring in three years, at today's value, per customer"
        " (customer lifetime value, predicted)."
    ),
    formula=N_("worth of all {customers} customers / customers = {all} / {customers}"),
    unit=Unit.MONEY,
    others=("clv.so_far", "what_if.clv_before"),
)
def _worth(study: Study) -> Figure:
    table = study(customers_ahead)
    if table is None or "worth" not in table.columns:
        return unknown(_why_no_test(study) or (WhyNull.NO_AMOUNTS if table is not None else WhyNull.SIMPLE_RULE_NEARER))
    whole = float(table["worth"].sum())
    inputs = {"customers": table.height, "all": _money(study, whole)}
    return Figure(_money(study, whole / max(table.height, 1)), inputs=inputs)


@figure(
    "forecast.subscribers",
    title=N_("Today's subscribers in twelve months"),
    meaning=N_("How many of the subscribers of today are expected to have a contract in twelve months."),
    formula=N_("chances of {running} subscribers to be there in twelve months, added up = {there}"),
    unit=Unit.RATIO,
)
def _subscribers(study: Study) -> Figure:
    found, table = study(running_ahead), study(contracts_ahead)
    if found is None or table is None:
        return unknown(why_no_sbg(study) or WhyNull.MODEL_NOT_TOLD)
    month = row_as(RunningMonth, found, YEAR - 1)
    low, high = min(month.low95, month.expected), max(month.high95, month.expected)
    return Figure(month.expected, low=low, high=high, inputs={"running": table.height, "there": month.expected})


@figure(
    "forecast.renewal_rate",
    title=N_("Contracts renewed next month"),
    meaning=N_("The share of running contracts that are expected to be renewed in the coming month."),
    formula=N_("chances of {running} subscribers to renew, on average = {renews}"),
    unit=Unit.SHARE,
)
def _renewal(study: Study) -> Figure:
    table = study(contracts_ahead)
    if table is None or table.is_empty():
        return unknown(why_no_sbg(study) or WhyNull.MODEL_NOT_TOLD)
    renews = float(table["renews"].to_numpy().mean())
    return Figure(renews, inputs={"running": table.height, "renews": Share(renews)})


def _money(study: Study, minor: float) -> Money:
    book = study.workbook
    return Money.of(minor / 10**book.decimals, max(AVERAGE_DECIMALS, book.decimals), book.currency)

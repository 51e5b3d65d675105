"""One budget for keeping customers and for gaining new ones: what is measured, what is assumed, the best split."""

import polars as pl

from retention_core.charts import split_chart
from retention_core.kernel.quantities import Share
from retention_core.kernel.study import Study
from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.what_if.budget_guess import price_of_gaining
from retention_core.prescribe.what_if.budget_split import (
    Response,
    Responses,
    Split,
    all_splits,
    split_profit,
    usual_responses,
)
from retention_core.prescribe.what_if.what_if_figures import Case
from ui.kit import show, widgets
from ui.kit.tables import rounded
from ui.session import session
from ui.what_if.lever_view import money_of
from ui.what_if.paths_view import written


def budget(study: Study, case: Case) -> None:
    """One budget, split by a slider between keeping and gaining."""
    say, shop, lever = session.speech().say, case.shop, case.outcome.lever
    kind = session.speech().period_kind(shop.kind)
    show.heading(
        say("Keep customers or gain new ones?"),
        say("One budget, split between the two. Both bring less and less for more money."),
    )
    gaining = price_of_gaining(study, shop)
    money = widgets.number_input(say("Budget per {period}", period=kind), "budget", gaining.budget, step=100.0)
    share = widgets.percent(say("Part of it for keeping customers"), "split", 100.0, 0.5)
    with show.folded(say("What is assumed: change it to what you know")):
        answers = _assumed(shop, gaining.price, kind)
    splits = all_splits(shop, lever, money, answers)
    mine = split_profit(shop, lever, money, share, answers)
    show.sentence(
        say(
            "Split your way, {budget} per {period} earns {mine}; with {best_share} for keeping it would earn {best}.",
            budget=money_of(study, money), period=kind, mine=money_of(study, mine), best_share=Share(splits.best),
            best=money_of(study, splits.most),
        )
    )  # fmt: skip
    _drawn_splits(study, splits, share)
    show.quiet(_what_is_known(measured=gaining.measured))


def _drawn_splits(study: Study, splits: Split, share: float) -> None:
    speech = session.speech()
    marked = {speech.say("best split"): splits.best}
    if not splits.is_best(share):
        marked[speech.say("your split")] = share
    table = rounded(pl.DataFrame({"share": splits.shares, "profit": splits.profits}), 2, "profit")
    show.chart(split_chart(table, marked, written(study), speech, session.theme()), table, "split")


def _assumed(shop: Baseline, price: float, kind: str) -> Responses:
    """What the first one costs, and the most there can be, of each; typed over what is usual."""
    say = session.speech().say
    keep, gain = usual_responses(shop, price)
    first, most = say("Keeping: what the first one costs"), say("Keeping: the most per {period}", period=kind)
    keeping = Response(_cost(first, "keep_price", keep.price), _most(most, "keep_most", keep.most))
    first, most = say("Gaining: what the first one costs"), say("Gaining: the most per {period}", period=kind)
    return keeping, Response(_cost(first, "gain_price", gain.price), _most(most, "gain_most", gain.most))


def _cost(label: str, key: str, usual: float) -> float:
    return widgets.number_input(label, key, max(0.01, round(usual, 2)), step=1.0, low=0.01)


def _most(label: str, key: str, usual: float) -> float:
    return widgets.number_input(label, key, float(round(usual)), step=1.0)


def _what_is_known(*, measured: bool) -> str:
    say = session.speech().say
    price = (
        say("What gaining a customer costs is measured from your spending file.")
        if measured
        else say("What gaining a customer costs is a guess: drop a file of your marketing spending beside the orders.")
    )
    rest = say("That keeping one costs a fifth of it, and how fast both wear off, is assumed, not measured.")
    return f"{price} {rest}"

"""The rules of the tiers, tried out at once and put to use when accepted; and what a reward for members would cost."""

from dataclasses import replace

import polars as pl
import streamlit as st

from retention_core.kernel.errors import WrongInput
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.rows import rows_as
from retention_core.kernel.settings import TierRules
from retention_core.kernel.study import Study
from retention_core.prescribe.tiers.tier_draft import (
    NAMES,
    TriedTier,
    resized,
    somebody_in,
    step_of_line,
    tried,
    with_lines,
)
from retention_core.prescribe.tiers.tier_reward import (
    Reward,
    RewardKind,
    RewardOfTier,
    reward_costs,
    reward_in_all,
    tiers_rewarded,
)
from retention_core.prescribe.tiers.tier_thresholds import FEWEST_TIERS, MOST_TIERS
from retention_core.prescribe.tiers.tiers import rules_in_use
from retention_core.storage.accepted_tiers import tier_memory
from retention_core.wording.describe.figure_sentences import tier_name
from retention_core.wording.prescribe import tier_sentences as sentences
from ui.kit import guard, show, widgets
from ui.kit.literal_text import as_literal_text
from ui.session import session

MOST = 10**15
MONTHS = (3, 6, 12, 24, 36)
BY_SHARE, BY_LINE = "share", "line"
COLUMNS = (N_("Tier"), N_("From"), N_("Customers"), N_("Share of customers"))
MONEY_COLUMNS = (N_("Revenue"), N_("Share of revenue"), N_("Earned"))
REWARD_COLUMNS = (N_("Tier"), N_("Customers"), N_("Cost"), N_("Of what you earn"), N_("Pays if they buy more by"))


@st.fragment
def rules(study: Study) -> None:
    """Names, number, lines and months of the tiers: the counts follow at once, the page once they are accepted."""
    say = session.speech().say
    with guard.report_internal_error():
        draft = _draft(study)
        try:
            table, full = tried(study, draft), with_lines(study, draft)
        except WrongInput as wrong:
            show.problem(sentences.wrong_rules(wrong, session.speech()))
            return
        if table.is_empty():
            show.empty(say("Nobody bought in these months."))
            return
        _live(study, table)
        _accept(study, full)


def _draft(study: Study) -> TierRules:
    """The rules as they stand in the widgets, which begin with those in use."""
    say, now = session.speech().say, study(rules_in_use)
    place = f"tiers-{session.token()}-{hash(now)}"
    counts = {count: str(count) for count in range(FEWEST_TIERS, MOST_TIERS + 1)}
    periods = {months: str(months) for months in sorted({*MONTHS, now.months})}
    amount = say("Amount") if study.workbook.has_amounts else say("Purchase days")
    ways = {BY_SHARE: say("Share of buyers"), BY_LINE: amount}
    usual = BY_SHARE if study.settings.tiers is None else BY_LINE
    with st.container(horizontal=True):
        count = widgets.pick(say("Number of tiers"), counts, len(now.names), f"{place}-count")
        months = widgets.pick(say("Months that count"), periods, now.months, f"{place}-months")
        by_line = widgets.pick(say("Lines by"), ways, usual, f"{place}-by") == BY_LINE
    begin = resized(now, count, months)
    place = f"{place}-{count}-{months}"
    names, typed = _tiers(study, begin, place, by_line=by_line)
    if by_line:
        return replace(begin, names=names, thresholds=typed)
    return replace(begin, names=names, shares=tuple(share / 100 for share in typed), thresholds=None)


def _tiers(study: Study, begin: TierRules, place: str, *, by_line: bool) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The name of each tier, and its line in minor units or its share in percent."""
    lines = with_lines(study, begin).thresholds or ()
    names, numbers = [], []
    with st.grid(min_column_width=150):
        for at, name in enumerate(begin.names):
            with st.container():
                names.append(_name(name, f"{place}-name-{at}"))
                if at == len(begin.names) - 1:
                    show.quiet(session.speech().say("All others"))
                elif by_line:
                    numbers.append(_line(study, lines[at] if at < len(lines) else 1, f"{place}-line-{at}"))
                else:
                    numbers.append(_percent(begin.shares[at], f"{place}-share-{at}"))
    return tuple(names), tuple(numbers)


def _name(name: str, key: str) -> str:
    """What the tier is called; one of our own names keeps its translations."""
    speech = session.speech()
    label, ours = as_literal_text(speech.say("Name of the tier")), {tier_name(known, speech): known for known in NAMES}
    typed = st.text_input(label, tier_name(name, speech), key=key, max_chars=40, persist_state="session").strip()
    return ours.get(typed, typed)


def _percent(share: float, key: str) -> int:
    label = as_literal_text(session.speech().say("Share of buyers, %"))
    typed = st.number_input(label, 0, 100, round(100 * share), key=key, persist_state="session")
    return typed or 0


def _line(study: Study, line: int, key: str) -> int:
    """A line as people type it, in minor units."""
    say, has_amounts = session.speech().say, study.workbook.has_amounts
    unit = 10**study.workbook.decimals if has_amounts else 1
    typed = st.number_input(
        as_literal_text(say("From") if has_amounts else say("From, purchase days")),
        min_value=1 / unit if has_amounts else 1,
        max_value=MOST / unit if has_amounts else MOST,
        value=line / unit if has_amounts else line,
        step=float(step_of_line(line // unit)) if has_amounts else 1,
        format="%.2f" if has_amounts else "%d",
        key=key,
        persist_state="session",
    )
    return round((typed or 0) * unit)


def _live(study: Study, table: pl.DataFrame) -> None:
    speech, book = session.speech(), study.workbook
    rows = []
    for tier in rows_as(TriedTier, table):
        cells = [tier_name(tier.tier, speech), _money(study, tier.from_amount), tier.customers]
        cells.append(Share(tier.customer_share))
        if book.has_amounts:
            cells += [_short(study, tier.revenue), _part(tier.revenue_share), _short(study, tier.margin)]
        rows.append(cells)
    names = (*COLUMNS, *(MONEY_COLUMNS if book.has_amounts else ()))
    show.ledger([speech.say(name) for name in names], rows)


def _money(study: Study, minor: int | None) -> object:
    if minor is None or not study.workbook.has_amounts:
        return minor
    return session.speech().money(study.workbook.money(minor), whole=True)


def _short(study: Study, minor: int) -> str:
    return session.speech().money(study.workbook.money(minor), short=True, whole=True)


def _part(share: float | None) -> Share | None:
    return None if share is None else Share(share)


def _accept(study: Study, full: TierRules) -> None:
    """Accepted lines are frozen: they stay when new orders come, and movement uses them."""
    say, kept = session.speech().say, study.settings.tiers
    with st.container(horizontal=True, vertical_alignment="center"):
        if full != kept and st.button(
            as_literal_text(say("Accept these tiers")), type="primary", icon=":material/check:"
        ):
            _use(study, full)
        if kept is not None and st.button(
            as_literal_text(say("Back to the suggested tiers")), type="tertiary", icon=":material/undo:"
        ):
            _use(study, None)
    if kept is None:
        show.quiet(say("Suggested: the top 10% of buyers, the next 20%, the next 30%, and the rest."))
    elif full == kept:
        show.quiet(say("Accepted: these lines stay as they are when new orders come, so that only customers move."))
    else:
        show.quiet(say("Tried out only: the rest of the page still uses the tiers accepted before."))


def _use(study: Study, chosen: TierRules | None) -> None:
    """Puts tiers to use, now and for later files of the same shape; None: the suggested ones."""
    session.change_settings(tiers=chosen)
    tier_memory().keep(session.open_shop().files, chosen, study.workbook)
    st.rerun()


@st.fragment
def reward(study: Study) -> None:
    """What members of some tiers would cost if they got something, and what it takes for that to pay."""
    if not study.workbook.has_amounts:
        show.empty(session.speech().say("This takes a file that tells what customers paid."))
        return
    with guard.report_internal_error():
        _reward(study)


def _reward(study: Study) -> None:
    speech, book = session.speech(), study.workbook
    table = somebody_in(tried(study, study(rules_in_use)))
    if table.is_empty():
        show.empty(speech.say("Nobody bought in these months."))
        return
    chosen, given = _for_whom(table), _given(study)
    if not chosen:
        show.empty(speech.say("Choose the tiers that get it."))
        return
    rewarded = tiers_rewarded(table, chosen)
    whole = reward_in_all(rewarded, given)
    show.strong(sentences.reward_verdict(book.money(whole.cost), whole.margin_share, whole.more, speech))
    rows = [
        (
            tier_name(tier.tier, speech),
            tier.customers,
            book.money(tier.cost),
            _part(tier.margin_share),
            _part(tier.more),
        )
        for tier in rows_as(RewardOfTier, reward_costs(rewarded, given))
    ]
    show.ledger([speech.say(name) for name in REWARD_COLUMNS], rows)


def _for_whom(table: pl.DataFrame) -> list[int]:
    speech = session.speech()
    names = {rank: tier_name(name, speech) for rank, name in table.select("rank", "tier").rows()}
    chosen = st.pills(
        as_literal_text(speech.say("For whom")),
        list(names),
        selection_mode="multi",
        default=list(names)[:1],
        format_func=lambda rank: as_literal_text(names[rank]),
        key=f"reward-tiers-{session.token()}-{len(names)}",
        persist_state="session",
    )
    return list(chosen or [])


def _given(study: Study) -> Reward:
    """Which reward, and how large."""
    say, place = session.speech().say, f"reward-{session.token()}"
    kinds = {
        RewardKind.PERCENT: say("Percent off each purchase"),
        RewardKind.AMOUNT: say("A present, once"),
        RewardKind.SHIPPING: say("Free shipping"),
    }
    kind = widgets.pick(say("What they get"), kinds, RewardKind.PERCENT, f"{place}-kind")
    if kind is RewardKind.PERCENT:
        percent = st.number_input(
            as_literal_text(say("Percent off")),
            0.0,
            100.0,
            5.0,
            step=1.0,
            key=f"{place}-percent",
            persist_state="session",
        )
        return Reward(kind, percent or 0.0)
    label = say("Worth, each") if kind is RewardKind.AMOUNT else say("What sending one purchase costs you")
    typed = st.number_input(
        as_literal_text(label), 0.0, value=5.0, step=1.0, key=f"{place}-{kind.value}", persist_state="session"
    )
    return Reward(kind, (typed or 0.0) * 10**study.workbook.decimals)

"""What columns say about each other: quantity x price = total, one order one customer, an end after its start."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import numpy as np
import polars as pl

from retention_core.ingest.recognition.column_profile import ColumnProfile
from retention_core.ingest.recognition.column_roles import VETO, named_odds
from retention_core.ingest.recognition.coming_again import who_comes_again
from retention_core.ingest.recognition.header_words import HeaderWords, tokens_of
from retention_core.ingest.words.currencies import CODES

_ELSEWHERE = frozenset(
    {"balance", "direction", "ledger", "trade", "vendor", "debit", "bank", "stock", "settlement", "lead", "quote"}
    | {"target", "patient", "student", "hire", "lifetime", "tenure", "churn", "clicks", "recency", "property", "cart"}
    | {"credit_note", "task", "game"}
)
_STILL_OPEN = frozenset({"payable", "balance"})
_OTHER_DAYS, _THREE = frozenset({"joined_on", "birthday", "ended_on", "last_order_on"}), 3
_PERSONS = frozenset({"customer", "member", "user"})
Odds = dict[str, list[float]]
_CENT, _MOST, _SOME, _LEAST_ROWS, _FEW_ROWS = 0.011, 0.9, 0.3, 3, 5
_BARE_NUMBER = frozenset({"code", "id", "number"})
_TRIED, _HALF, _BARE, _SURE = 4, 0.5, 4, 4.0
_OF_SALES = ("order_id", "unit_price", "product")
_DAYS = ("day", "epoch", "month")
_OF_CONTRACTS = ("churned", "tenure_months", "amount_per_month", "started_on", "ended_on", "plan", "interval")
_PLAIN = (
    "customer_id",
    "ordered_on",
    "amount",
    "order_id",
    "quantity",
    "unit_price",
    "product",
    "name",
    "email",
    "currency",
)


def best_columns(odds: Sequence[float], number: int = _TRIED, least: float = -1.0) -> list[int]:
    """The columns that a role fits best."""
    ranked = sorted((at for at, value in enumerate(odds) if value > max(VETO, least)), key=lambda at: -odds[at])
    return ranked[:number]


def with_relations(
    odds: Odds, words: Sequence[HeaderWords], cells: pl.DataFrame, profiles: Sequence[ColumnProfile]
) -> Odds:
    """The log-odds of roles with what the columns say about each other."""
    changed = {role: list(values) for role, values in odds.items()}
    _products(changed, profiles)
    _less_discounts(changed, profiles)
    _paid_and_open(changed, words, profiles)
    _in_another_currency(changed, words, profiles)
    _one_order_one_customer(changed, cells)
    _number_of_several_lines(changed, words, cells)
    _constant_customer_is_none(changed, profiles)
    _comes_again_on_other_days(changed, cells, profiles)
    _once_beside_others_who_come_again(changed, profiles)
    who_comes_again(changed, words, cells)
    _what_is_left_without_names(changed, words, profiles)
    _numbers_before_addresses_before_names(changed, words, profiles)
    return changed


def _products(odds: Odds, profiles: Sequence[ColumnProfile]) -> None:
    """A column that is quantity x price is the amount, its factors are what they seem."""
    numbers = [one.numbers for one in profiles]
    for quantity in best_columns(odds["quantity"], 2, 0):
        for price in best_columns(odds["unit_price"], 3, -1):
            totals = [at for at in best_columns(odds["amount"], 6, -2.5) if at not in (price, quantity)]
            for total in totals:
                if _equal(numbers[quantity] * numbers[price], numbers[total]) and _varies(numbers[quantity]):
                    odds["amount"][total] += 1
                    odds["unit_price"][price] += 2
                    odds["amount"][price] -= 3


def _less_discounts(odds: Odds, profiles: Sequence[ColumnProfile]) -> None:
    """Of two amounts that differ by the discount, the lower one was paid."""
    numbers = [one.numbers for one in profiles]
    amounts = best_columns(odds["amount"], 6, -2.5)
    for discount in best_columns(odds["discount"], 2, 0):
        if not _varies(np.abs(numbers[discount]) + 1):
            continue
        for before, after in product(amounts, amounts):
            if discount in (before, after) or before == after or odds["amount"][after] >= odds["amount"][before]:
                continue
            if _equal(numbers[before] - np.abs(numbers[discount]), numbers[after]):
                high, low = odds["amount"][before], odds["amount"][after]
                odds["amount"][after], odds["amount"][before] = high, low - 1


def _equal(left: np.ndarray, right: np.ndarray) -> bool:
    both = ~np.isnan(left) & ~np.isnan(right)
    return bool(both.sum() >= _LEAST_ROWS and (np.abs(left[both] - right[both]) <= _CENT).mean() >= _MOST)


def _varies(numbers: np.ndarray) -> bool:
    known = numbers[~np.isnan(numbers)]
    return bool(len(known) and (known != 1).any())


def _one_order_one_customer(odds: Odds, cells: pl.DataFrame) -> None:
    """An order number has one customer; a number that several customers share is none."""
    people = best_columns(odds["customer_id"], 1, 0)
    if not people:
        return
    for order in best_columns(odds["order_id"], 3, -1):
        shared = _several_per(cells, str(order), str(people[0]))
        odds["order_id"][order] += -2 if shared > 0.1 else 0.5


def _number_of_several_lines(odds: Odds, words: Sequence[HeaderWords], cells: pl.DataFrame) -> None:
    """A bare code that comes again on one day of one customer, who has several of them, is the number of the order."""
    people, days = best_columns(odds["customer_id"], 1, _HALF), best_columns(odds["ordered_on"], 1, _HALF)
    if not people or not days or best_columns(odds["order_id"], 1, _HALF):
        return
    for at, word in enumerate(words):
        if not word.concepts or not word.concepts <= _BARE_NUMBER or at in (*people, *days):
            continue
        again = cells[str(at)].drop_nulls()
        if again.n_unique() < _MOST * len(again) and _of_one_order(cells, str(at), str(people[0]), str(days[0])):
            odds["order_id"][at] = max(odds["order_id"][at], 1.0)


def _of_one_order(cells: pl.DataFrame, at: str, person: str, day: str) -> bool:
    """Whether each number has one customer and one day, and some customers have several numbers."""
    one = not _several_per(cells, at, person) and not _several_per(cells, at, day)
    return one and _several_per(cells, person, at) > 0


def _several_per(cells: pl.DataFrame, key: str, value: str) -> float:
    """The share of keys with more than one different value."""
    if key == value:
        return 1.0
    both = cells.select(pl.col(key).alias("key"), pl.col(value).alias("value")).drop_nulls()
    per_key = both.group_by("key").agg(pl.col("value").n_unique().alias("n"))
    return float((per_key["n"] > 1).mean() or 0) if per_key.height else 0.0  # type: ignore[arg-type]


def _comes_again_on_other_days(odds: Odds, cells: pl.DataFrame, profiles: Sequence[ColumnProfile]) -> None:
    """An id that stands on several days is somebody who comes again, where nothing says what it is."""
    days = best_columns(odds["ordered_on"], 1, 0)
    if not days or best_columns(odds["customer_id"], 1, _HALF):
        return
    goods = best_columns(odds["product"], 1, 0)
    for at, value in enumerate(odds["customer_id"]):
        likely = -3.5 <= value < 0 and profiles[at].distinct < 0.9 and profiles[at].values > 1
        likely = likely and not _counts_pieces(profiles[at])
        if likely and _several_per(cells, str(at), str(days[0])) >= _SOME and not _names_goods(cells, at, goods):
            odds["customer_id"][at] = value + 2.5 if value >= -2 else 0.0


def _counts_pieces(profile: ColumnProfile) -> bool:
    """Whether a column is of one or two digits, ten rows and more to each: how many, rather than who."""
    return profile.share("whole") > _MOST and profile.length <= 2 and profile.distinct < 0.1


def _names_goods(cells: pl.DataFrame, at: int, goods: Sequence[int]) -> bool:
    """Whether every value of a column stands beside one product only: it is a number of the product then."""
    return bool(goods) and _several_per(cells, str(at), str(goods[0])) < 0.2


def _once_beside_others_who_come_again(odds: Odds, profiles: Sequence[ColumnProfile]) -> None:
    """A number that is another one on every row is no customer's where somebody else in the table comes again."""
    people = best_columns(odds["customer_id"], 4, _HALF)
    again = [at for at in people if profiles[at].distinct * profiles[at].filled < _MOST]
    for at in people:
        if again and profiles[at].distinct == 1 and profiles[at].values > _LEAST_ROWS:
            odds["customer_id"][at] -= 5


def _paid_and_open(odds: Odds, words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> None:
    """What was paid of a bill and what is still open are its total, which stands beside them."""
    numbers = [one.numbers for one in profiles]
    paid = [at for at, word in enumerate(words) if "paid" in word.concepts and np.isfinite(numbers[at]).any()]
    open_ = [at for at, word in enumerate(words) if word.concepts & _STILL_OPEN and np.isfinite(numbers[at]).any()]
    for part, rest in product(paid, open_):
        for total in best_columns(odds["amount"], 6, -2.5):
            parts = total not in (part, rest) and part != rest and np.nansum(np.abs(numbers[rest])) > 0
            if parts and _equal(numbers[part] + numbers[rest], numbers[total]):
                odds["amount"][total] = max(odds["amount"][total], odds["amount"][part] + 1)
                odds["amount"][part] -= 3
                odds["amount"][rest] -= 3


def _in_another_currency(odds: Odds, words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> None:
    """A total that is always the same many times another one is that in another currency; its header names it."""
    amounts = best_columns(odds["amount"], 6, -2.5)
    for named, plain in product(amounts, amounts):
        if not _names_currency(words[named]) or _names_currency(words[plain]):
            continue
        if _always_as_many_times(profiles[named].numbers, profiles[plain].numbers):
            odds["amount"][plain] = max(odds["amount"][plain], odds["amount"][named])
            odds["amount"][named] -= 3


def _names_currency(word: HeaderWords) -> bool:
    return any(token.upper() in CODES for token in tokens_of(word.text))


def _always_as_many_times(one: np.ndarray, other: np.ndarray) -> bool:
    known = ~np.isnan(one) & ~np.isnan(other) & (other != 0)
    if known.sum() < _LEAST_ROWS:
        return False
    times = float(np.median(one[known] / other[known]))
    return abs(times - 1) > _CENT and bool((np.abs(one[known] - times * other[known]) <= 2 * _CENT).mean() >= _MOST)


def _numbers_before_addresses_before_names(
    odds: Odds, words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]
) -> None:
    """Of columns that say who somebody is a number goes before an e-mail, that before a name; full before empty."""
    for at in best_columns(odds["customer_id"], len(words), 1):
        number = bool(words[at].concepts & _PERSONS) and profiles[at].share("code") > _HALF
        rank = 3 if number else 1 if profiles[at].share("email") > _HALF else 0
        better = min(odds["customer_id"][at], _SURE) + rank - 3 * (1 - profiles[at].filled)
        odds["customer_id"][at] = max(better, _HALF)


def _what_is_left_without_names(odds: Odds, words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> None:
    """In a table without names the only column that is neither day nor money is who bought; of several, one may be."""
    if any(word.text for word in words):
        return
    seen = enumerate(profiles)
    left = [at for at, one in seen if one.values > 1 and max(map(one.share, (*_DAYS, "decimal", "yesno"))) < _HALF]
    for at in left:
        alone = len(left) == 1 and profiles[at].distinct < 1
        odds["customer_id"][at] = max(odds["customer_id"][at], _HALF if alone else 0.0 if len(left) > 1 else VETO)


def _constant_customer_is_none(odds: Odds, profiles: Sequence[ColumnProfile]) -> None:
    for at, profile in enumerate(profiles):
        if profile.values <= 1 and len(profile.numbers) > _LEAST_ROWS:
            odds["customer_id"][at] -= 0.5


def _foreign(words: Sequence[HeaderWords], profiles: Sequence[ColumnProfile]) -> bool:
    """Whether some filled column is of those that only tables of another kind have."""
    return any(word.concepts & _ELSEWHERE and one.filled for word, one in zip(words, profiles, strict=True))


def row_facts(
    cells: pl.DataFrame,
    words: Sequence[HeaderWords],
    profiles: Sequence[ColumnProfile],
    odds: Mapping[str, Sequence[float]],
) -> dict[str, float]:
    """What each row of the table is about: does a customer, an order, a product, a period come again?"""
    people = best_columns(odds["customer_id"], 1, 0) or best_columns(odds["name"], 1, -_HALF)
    products = best_columns(odds["product"], 1, 0)
    facts = _about_people(cells, profiles, people) | {
        "product_once": bool(products) and profiles[products[0]].distinct > 0.9 and not people,
        "no_day": not _has_day(profiles, odds),
        "period_once": not people and any(one.share("month") > 0.5 for one in profiles),
        "each_period_once": _each_period_once(profiles),
        "named_log": not _foreign(words, profiles) and _named_log(words),
        "sale_log": not _foreign(words, profiles) and _sale_log(odds),
        "no_sale_sign": not _tells_a_sale(odds, profiles) and not _named_log(words),
        "bare_log": _bare_log(profiles, odds),
        "triangle": _triangle(profiles),
        "no_contract_sign": not _contract(odds),
        "none_of_money": not any(one.share("decimal") > 0.5 and one.share("number") > 0.5 for one in profiles),
        "signs_mixed": any(0.1 < profiles[at].share("negative") < 0.95 for at in best_columns(odds["amount"], 2)),
    }
    return {name: 1.0 for name, true in facts.items() if true}


def _named_log(words: Sequence[HeaderWords]) -> bool:
    """Whether headers alone name a customer, the day of a sale and what was paid, whatever damage the cells have."""
    named = [frozenset(named_odds(word)) for word in words]
    who = [at for at, roles in enumerate(named) if "customer_id" in roles]
    when = [at for at, roles in enumerate(named) if "ordered_on" in roles and not roles & _OTHER_DAYS]
    paid = [at for at, roles in enumerate(named) if "amount" in roles]
    return any(len({*three}) == _THREE for three in product(who, when, paid))


def _sale_log(odds: Mapping[str, Sequence[float]]) -> bool:
    """Whether a column says who, one when, and one how much, each of them plainly."""
    paid = best_columns(odds["amount"], 1, _HALF) or best_columns(odds["unit_price"], 1, 1)
    spent = best_columns(odds["cost"], 1, _HALF)
    return bool(
        (paid or spent) and best_columns(odds["customer_id"], 1, _HALF) and best_columns(odds["ordered_on"], 1, 1)
    )


def _has_day(profiles: Sequence[ColumnProfile], odds: Mapping[str, Sequence[float]]) -> bool:
    written = any(one.filled and max(map(one.share, _DAYS)) > _HALF for one in profiles)
    return written or bool(best_columns(odds["ordered_on"], 1, _HALF))


def _about_people(cells: pl.DataFrame, profiles: Sequence[ColumnProfile], people: Sequence[int]) -> dict[str, bool]:
    if not people or not profiles[people[0]].filled:
        return {"no_customer": True}
    distinct = profiles[people[0]].distinct
    return {"customer_once": distinct > 0.99 and cells.height > _FEW_ROWS, "customer_again": distinct < 0.7}


def _contract(odds: Mapping[str, Sequence[float]]) -> bool:
    """Whether a column tells how long or how much by the month somebody stays."""
    sure = {role for role in _OF_CONTRACTS if max(odds[role]) > _HALF}
    return bool(sure & {"churned", "tenure_months", "amount_per_month"}) or (
        "started_on" in sure and bool(sure & {"ended_on", "plan", "interval"})
    )


def _bare_log(profiles: Sequence[ColumnProfile], odds: Mapping[str, Sequence[float]]) -> bool:
    """Whether the table is a customer and a day with little else: who came, or bought, when; nobody only once."""
    filled = [at for at, one in enumerate(profiles) if one.filled]
    people, days = best_columns(odds["customer_id"], 1, 0), best_columns(odds["ordered_on"], 1, 0.5)
    if not people or not days or len(filled) > _BARE or profiles[people[0]].distinct > 0.95:
        return False
    plain = [any(odds[role][at] > 0 for role in _PLAIN) or profiles[at].share("decimal") > _HALF for at in filled]
    return all(plain) and max(odds["joined_on"]) < 1.5


def _each_period_once(profiles: Sequence[ColumnProfile]) -> bool:
    """Whether months, none of them twice, are all that the table knows of time: it adds them up."""
    months = [one for one in profiles if one.share("month") > _MOST and one.filled > _MOST]
    dated = any(one.filled and max(one.share("day"), one.share("epoch")) > _HALF for one in profiles)
    return not dated and any(one.distinct == 1 and one.values >= _THREE for one in months)


def _triangle(profiles: Sequence[ColumnProfile]) -> bool:
    """Whether columns of numbers behind the first are filled less and less: cohorts, the older the longer known."""
    fills = [one.filled for one in profiles[1:] if one.share("number") > _MOST or one.share("percent") > _MOST]
    steps = list(pairwise(fills))
    falls = sum(later < earlier for earlier, later in steps)
    never_up = all(later <= earlier for earlier, later in steps)
    return len(steps) >= _THREE and never_up and falls >= len(steps) * _MOST - 1


def _tells_a_sale(odds: Mapping[str, Sequence[float]], profiles: Sequence[ColumnProfile]) -> bool:
    """Whether some column is money, a number of pieces, an order number, or a product."""
    clear = any(max(odds[role]) >= _HALF for role in ("amount", "quantity"))
    money = any(one.share("decimal") > _HALF and one.share("number") > _HALF for one in profiles)
    return clear or money or any(max(odds[role]) > 1.5 for role in _OF_SALES)

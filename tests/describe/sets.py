"""The same counts as the engine's, from plain Python sets, one customer at a time."""

from collections.abc import Iterable
from datetime import date, timedelta

Event = tuple[str, date]


def buyers(events: Iterable[Event], first: date, last: date) -> set[str]:
    """Who bought from first to last."""
    return {who for who, day in events if first <= day <= last}


def bridge(events: list[Event], before: tuple[date, date], now: tuple[date, date]) -> dict[str, int]:
    """S, K, new, returned, N, L, E of a period and the one before it."""
    at_start, at_end = buyers(events, *before), buyers(events, *now)
    ever = buyers(events, date.min, now[0] - timedelta(days=1))
    new, gained = at_end - ever, at_end - at_start
    return {
        "at_start": len(at_start),
        "kept": len(at_start & at_end),
        "new": len(new),
        "returned": len(gained - new),
        "gained": len(gained),
        "lost": len(at_start - at_end),
        "at_end": len(at_end),
    }


def repeat_buyers(events: list[Event], first: date, last: date) -> int:
    """Who bought on two days or more from first to last."""
    days = {(who, day) for who, day in events if first <= day <= last}
    return sum(1 for who in {who for who, _ in days} if sum(1 for other, _ in days if other == who) > 1)


def returning_buyers(events: list[Event], first: date, last: date) -> int:
    """Who bought from first to last and has more than one order up to last."""
    return sum(
        1 for who in buyers(events, first, last) if sum(1 for other, d in events if other == who and d <= last) > 1
    )


def regulars(events: list[Event], before: tuple[date, date], now: tuple[date, date]) -> tuple[int, int]:
    """Of the customers of `before` with two purchase days or more up to its end: how many, and how many came again."""
    often = {who for who in buyers(events, *before) if len({d for o, d in events if o == who and d <= before[1]}) > 1}
    return len(often), len(often & buyers(events, *now))


def came_back(events: list[Event], spans: list[tuple[date, date]]) -> tuple[int, int]:
    """Of those lost between the first two spans: how many, and how many were there in the third."""
    lost = buyers(events, *spans[0]) - buyers(events, *spans[1])
    return len(lost), len(lost & buyers(events, *spans[2]))

"""Presence: who was there on which day. Everything about kept, new, returned, lost and active is counted from it.

Each row knows the same customer's day before and day after. So a row is the first one in a period exactly when the day
before lies before the period, a customer is new when there is none, kept when it lies in the period before, lost when
the day after lies behind the next period. Any period, and any as_of, is then a look at one slice.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retention_core.kernel.day_numbers import NEVER, NOT_AGAIN, CustomerCodes, DayNumbers, Flags, cut_positions


@dataclass(frozen=True)
class Presence:
    """One row per customer and day they were there, in day order.

    code        whose day it is
    day         days since 1970-01-01
    previous    the customer's day before this one; NEVER if this is the first
    following   their day after this one, even behind as_of; NOT_AGAIN if there is none in the file
    several     more than one order on that day
    customers   how many the workbook knows
    """

    code: CustomerCodes
    day: DayNumbers
    previous: DayNumbers
    following: DayNumbers
    several: Flags
    customers: int

    def between(self, first: int, last: int) -> "Presence":
        """The rows of the days `first` to `last`, both included."""
        return self.rows(slice(*cut_positions(self.day, [first, last + 1])))

    def rows(self, part: slice) -> "Presence":
        """A stretch of rows."""
        return Presence(
            self.code[part],
            self.day[part],
            self.previous[part],
            self.following[part],
            self.several[part],
            self.customers,
        )

    def whether(self) -> Flags:
        """Whether these rows hold a customer: one value per customer."""
        seen = np.zeros(self.customers, np.bool_)
        seen[self.code] = True
        return seen

    def people(self) -> CustomerCodes:
        """The customers in these rows, each once, in order."""
        return np.flatnonzero(self.whether()).astype(np.uint32)

    def visits(self) -> np.ndarray:
        """How many of these rows each customer has: one value per customer."""
        count = np.zeros(self.customers, np.int32)
        np.add.at(count, self.code, np.int32(1))
        return count


def presence_of(code: CustomerCodes, day: DayNumbers, customers: int) -> Presence:
    """Presence from one row per event, in day order; several events of a customer on a day are one row."""
    once, several = _one_a_day(code, day, customers)
    code, day = code[once], day[once]
    days = _days(day)
    previous = _nearest(code, day, days, np.full(customers, NEVER))
    following = _nearest(code, day, days[::-1], np.full(customers, NOT_AGAIN))
    return Presence(code, day, previous, following, several[once], customers)


def visit_numbers(presence: Presence) -> np.ndarray:
    """Per row: the how many-th day of its customer it is, from 1. Only for presence from its beginning."""
    number, so_far = np.empty(presence.code.size, np.int32), np.zeros(presence.customers, np.int32)
    for rows in _days(presence.day):
        who = presence.code[rows]
        so_far[who] += 1
        number[rows] = so_far[who]
    return number


def places_in(presence: Presence, code: CustomerCodes, day: DayNumbers) -> np.ndarray:
    """Per event, in day order, the row of presence that holds it. Events on other days are not allowed."""
    place, holder = np.empty(code.size, np.intp), np.zeros(presence.customers, np.intp)
    for rows, events in zip(_days(presence.day), _days(day), strict=True):
        holder[presence.code[rows]] = np.arange(rows.start, rows.stop)
        place[events] = holder[code[events]]
    return place


def _one_a_day(code: CustomerCodes, day: DayNumbers, customers: int) -> tuple[Flags, Flags]:
    """Per event: whether it is the one that stands for its customer's day, and whether that day had several."""
    once, several = np.zeros(code.size, np.bool_), np.zeros(code.size, np.bool_)
    holder = np.zeros(customers, np.intp)
    for rows in _days(day):
        who, place = code[rows], np.arange(rows.start, rows.stop)
        holder[who] = place
        once[rows] = holder[who] == place
        several[holder[who[~once[rows]]]] = True
    return once, several


def _nearest(code: CustomerCodes, day: DayNumbers, days: list[slice], seen: DayNumbers) -> DayNumbers:
    """Per row the customer's day met last when going through `days` in the order given; `seen` is what stood before."""
    nearest = np.empty(code.size, np.int32)
    for rows in days:
        who = code[rows]
        nearest[rows] = seen[who]
        seen[who] = day[rows.start]
    return nearest


def _days(day: DayNumbers) -> list[slice]:
    """The rows of each day."""
    cuts = [0, *(np.flatnonzero(day[1:] != day[:-1]) + 1).tolist(), day.size] if day.size else [0]
    return [slice(start, end) for start, end in pairwise(cuts)]

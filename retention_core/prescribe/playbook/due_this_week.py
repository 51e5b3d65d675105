"""Whom to contact when, in the seven days after as_of: one row per customer, with the reason that is worth most."""

from datetime import date

import polars as pl

from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.study import Study
from retention_core.prescribe.playbook.ranked_plays import playbook
from retention_core.prescribe.plays.calendar_plays import coming_week
from retention_core.prescribe.plays.play import Play, PlayCode

# the most pressing first: a customer who is in several is asked for one thing only
PRESSING = (
    PlayCode.PUT_RIGHT,
    PlayCode.ABANDONED_CARTS,
    PlayCode.BIRTHDAY,
    PlayCode.SLIPPING_AWAY,
    PlayCode.GONE_QUIET,
    PlayCode.LEFT_LATELY,
    PlayCode.WELCOME,
    PlayCode.SECOND_PURCHASE,
    PlayCode.ANNIVERSARY,
    PlayCode.NEXT_TIER,
)
SCHEMA = {"customer_code": pl.UInt32, "due_on": pl.Date, "code": pl.String}


def due_this_week(study: Study) -> pl.DataFrame:
    """One row per customer whom something is due for: customer_code, due_on, code of the play; by day.

    Birthdays and anniversaries on their day; everything else is spread evenly over the seven days, by customer, so that
    no day has all of it. Each customer once, for the most pressing reason.
    """
    found = {play.code: play for play in study(playbook)}
    rows = [_rows(found[code], place) for place, code in enumerate(PRESSING) if code in found]
    together = pl.concat([pl.DataFrame(schema={"customer_code": pl.UInt32, "place": pl.Int32}), *rows])
    once = together.sort("place", "customer_code").unique("customer_code", keep="first", maintain_order=True)
    week = coming_week(study(horizon).as_of)
    spread = pl.Series("day", week).gather(once.with_row_index()["index"] % len(week))
    dated = once.select(
        "customer_code",
        spread.alias("due_on"),
        pl.col("place").replace_strict(dict(enumerate(PRESSING)), return_dtype=pl.String).alias("code"),
    )
    return _on_their_day(study, dated, week).sort("due_on", "code", "customer_code")


def without_barred(due: pl.DataFrame, customers: pl.DataFrame, barred: frozenset[str]) -> pl.DataFrame:
    """The rows of `due_this_week` of those who may be contacted. `barred`: ids of those whom nobody may contact."""
    ids = pl.DataFrame({"customer_id": list(barred)}, schema={"customer_id": pl.String})["customer_id"]
    return due.filter(~customers["customer_id"].gather(due["customer_code"]).is_in(ids.implode()))


def due_by_day(due: pl.DataFrame) -> dict[date, int]:
    """How many customers are due on each day of the week that anybody is, in their order."""
    return dict(due.group_by("due_on").len().sort("due_on").rows())


def due_on(due: pl.DataFrame, day: date | None) -> pl.DataFrame:
    """The rows of `due_this_week` of one day; null: of any."""
    return due if day is None else due.filter(pl.col("due_on") == day)


def due_together(due: pl.DataFrame) -> list[tuple[date, str, list[int]]]:
    """Day, code of the play and codes of its customers, one for each day and play, in their order."""
    parts = due.group_by("due_on", "code", maintain_order=True).agg("customer_code")
    return parts.select("due_on", "code", "customer_code").rows()


def _rows(play: Play, place: int) -> pl.DataFrame:
    return (
        pl.DataFrame({"customer_code": play.who})
        .with_columns(pl.lit(place, pl.Int32).alias("place"))
        .cast({"customer_code": pl.UInt32})
    )


def _on_their_day(study: Study, due: pl.DataFrame, week: list[date]) -> pl.DataFrame:
    """Birthdays fall on their own day of the week to come."""
    if "birthday" not in study.workbook.customers.columns or not (due["code"] == PlayCode.BIRTHDAY).any():
        return due
    born = study.workbook.customers["birthday"].cast(pl.Date)[due["customer_code"]]
    days = {day.month * 100 + day.day: day for day in week}
    own = (born.dt.month().cast(pl.Int32) * 100 + born.dt.day()).replace_strict(
        days, default=None, return_dtype=pl.Date
    )
    return due.with_columns(
        pl.when(pl.col("code") == PlayCode.BIRTHDAY)
        .then(pl.coalesce(own, "due_on"))
        .otherwise("due_on")
        .alias("due_on")
    )

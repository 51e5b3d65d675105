"""Why people say they left, sorted into a few groups by words."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from retention_core.describe.presence.observation_window import horizon
from retention_core.kernel.study import Study

OTHER = "other"
WORDS: Mapping[str, str] = {
    "moved": r"mov(ed|ing)|relocat|closed|shut ?down|out of business|died|deceased|umgezogen|umzug|geschlossen"
    r"|elköltöz|megszűn|mudei|mudança|fechou|mudanza|cerrado|déménag|搬|倒闭|倒閉|停业|停業|去世",
    "competitor": r"competit|rival|switched|elsewhere"
    r"|(another|other|different) (shop|store|provider|brand|company|gym|club|studio|supplier|service|vendor|app|bank)"
    r"|konkurren|wettbewerb|anbieterwechsel|versenytárs|máshol|konkurencia|concorr|competencia|concurren"
    r"|竞争|競爭|别家|別家|其他商家|换了",
    "price": r"price|pricing|expensive|cost|afford|cheaper|budget|preis|teuer|drága|\bár\b|preço|caro|precio|\bprix\b"
    r"|\bcher\b|价格|價格|太贵|太貴|便宜",
    "nobody_cared": r"indifferen|didn.?t care|nobody cared|ignored|no (reply|response|answer|contact)|neglect|attitude"
    r"|felt unimportant|gleichgült|keine antwort|vernachläss|közöny|nem törőd|indiferen|desinteress|descaso"
    r"|négligen|没人理|沒人理|不关心|不關心|冷淡|冷漠|无人回复|無人回覆",
    "dissatisfied": r"dissatisf|unsatisf|not (\w+ )?(satisf|happy)|unhappy|poor|bad|quality|broken|defect|slow|support"
    r"|service|disappoint|unzufrieden|qualität|schlecht|elégedetlen|minőség|rossz|insatisf|qualidade|ruim|calidad|malo|mécontent|qualité"
    r"|不满|不滿|质量|品質|差|服务|服務|慢",
}


@dataclass(frozen=True)
class ReasonShare:
    """One row of `leaving_reasons`."""

    reason: str
    answers: int
    share: float


def leaving_reasons(study: Study, words: Mapping[str, str] = WORDS) -> pl.DataFrame:
    """One row per group of reasons, most answers first: reason, answers, share.

    reason   moved, competitor, price, nobody_cared, dissatisfied; other where none of the words fits
    share    of all answers with a reason
    The groups are tried in that order, so that "moved to a cheaper competitor" is not counted twice. Empty without
    reasons.
    """
    group = pl.coalesce(
        *(pl.when(pl.col("said").str.contains(f"(?i){pattern}")).then(pl.lit(name)) for name, pattern in words.items()),
        pl.lit(OTHER),
    )
    counted = reasons_given(study).to_frame("said").group_by(group.alias("reason")).agg(pl.len().alias("answers"))
    shared = counted.with_columns(
        share=pl.col("answers") / pl.col("answers").sum(), answers=pl.col("answers").cast(int)
    )
    return shared.sort("answers", "reason", descending=[True, False])


def reason_shares(study: Study) -> pl.DataFrame:
    """The rows of `leaving_reasons` with low, high: null, since these are all answers there are, and no sample."""
    return study(leaving_reasons).with_columns(pl.lit(None, pl.Float64).alias(name) for name in ("low", "high"))


def reasons_given(study: Study) -> pl.Series:
    """The reasons as written, up to as_of: of cancelled contracts where the files tell any, else of feedback."""
    book = study.workbook
    for table, name, day in (
        (book.subscriptions, "cancel_reason", "ended_on"),
        (book.feedback, "reason", "answered_on"),
    ):
        if table is not None and name in table.columns:
            late = pl.col(day) > study(horizon).as_of if day in table.columns else pl.lit(value=False)
            said = table.filter(pl.col(name).is_not_null() & ~late.fill_null(value=False))[name].cast(pl.String)
            if said.len():
                return said
    return pl.Series("reason", [], dtype=pl.String)

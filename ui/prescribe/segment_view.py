"""The blocks of the page on segments."""

from collections.abc import Mapping

from retention_core.charts import segment_map
from retention_core.charts.customers.segments import PICK
from retention_core.kernel.day_numbers import day_of
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Share
from retention_core.kernel.rows import rows_as
from retention_core.kernel.study import Study
from retention_core.prescribe.segments.segment_members import (
    cell_members,
    gone_quiet,
    segment_members,
    segments_in_use,
)
from retention_core.prescribe.segments.segments import Segment, SegmentRow, segment_cells, segment_cut_points
from retention_core.wording.prescribe import segment_sentences as sentences
from ui.kit import customer_lists, show, widgets
from ui.kit.tables import with_words
from ui.session import session

COLUMNS = (N_("Segment"), N_("Customers"), N_("Share of customers"), N_("Spend so far"), N_("Share of spend"))

Cell = Mapping[str, int]


def finding(study: Study) -> None:
    """What the map says most: good customers who have gone quiet."""
    speech = session.speech()
    customers, share = gone_quiet(study)
    if not customers:
        return
    said = speech.count(
        "{n} customer who used to come often or spend much has gone quiet.",
        "{n} customers who used to come often or spend much have gone quiet.",
        customers,
    )
    money = speech.say("They have brought {share} of all that was ever spent.", share=Share(share)) if share else ""
    show.hero(said, [money] if money else [], key="segments")


def cells(study: Study) -> Cell | None:
    """The map; the cell that was clicked."""
    speech, book = session.speech(), study.workbook
    table = study(segment_cells)
    money = [
        speech.money(book.money(spend), short=True, whole=True) if spend is not None and customers else None
        for spend, customers in table.select("spend", "customers").rows()
    ]
    names = [sentences.segment_name(name, speech) for name in table["segment"]]
    worded = with_words(with_words(table, "name", names), "money", money)
    return show.chart_to_pick(segment_map(worded, speech, session.theme()), worded, "segment-map", PICK)


def table(study: Study) -> None:
    """One line per segment."""
    speech, book = session.speech(), study.workbook
    rows = [
        (
            sentences.segment_name(row.segment, speech),
            row.customers,
            None if row.customer_share is None else Share(row.customer_share),
            None if row.spend is None else book.money(row.spend),
            None if row.spend_share is None else Share(row.spend_share),
        )
        for row in rows_as(SegmentRow, study(segments_in_use))
    ]
    show.ledger([speech.say(name) for name in COLUMNS], rows)


def members(study: Study, cell: Cell | None) -> None:
    """The customers of the cell that was clicked, else of a segment."""
    speech = session.speech()
    if cell is not None:
        chosen = cell_members(study, r=cell["r"], fm=cell["fm"])
        name = f"segment-{cell['r']}-{cell['fm']}"
        show.quiet(speech.say("The cell you clicked. Click beside the cells to choose a segment again."))
    else:
        used = [Segment(segment) for segment in study(segments_in_use)["segment"]]
        names = {segment: sentences.segment_name(segment, speech) for segment in used}
        if not names:
            show.empty(speech.say("Nobody has bought anything yet."))
            return
        segment = widgets.pick(speech.say("Segment"), names, next(iter(names)), key=f"segment-{session.token()}")
        show.sentence(f"{sentences.who_is_in(segment, speech)} {sentences.what_to_do(segment, speech)}")
        chosen, name = segment_members(study, segment), f"segment-{segment}"
    show.quiet(speech.count("{n} customer", "{n} customers", chosen.height))
    customer_lists.listing(study.workbook, chosen, name)


def cut_points(study: Study) -> None:
    """From which value on each score is given."""
    speech, book, cuts = session.speech(), study.workbook, study(segment_cut_points)
    names = [speech.say("Score {score} from", score=score) for score in (2, 3, 4, 5)]
    rows = [
        (speech.say("Last purchase"), *(None if day is None else day_of(day) for day in cuts.recency)),
        (speech.say("Purchase days, of those with two or more"), *cuts.frequency),
    ]
    if book.has_amounts:
        spend = (None if value is None else book.money(value) for value in cuts.spend)
        rows.append((speech.say("Spend, of those with two purchase days or more"), *spend))
    show.ledger([speech.say("Measure"), *names], rows)

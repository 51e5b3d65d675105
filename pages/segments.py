"""Segments: who your customers are by how recently, how often and for how much they bought."""

from ui.kit import show
from ui.prescribe import movement_view, segment_view
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.ORDERS)
say = session.speech().say

show.title(say("Segments"), say("Customers by how recently, how often and for how much they bought."))
segment_view.finding(study)
with show.card("segment-map"):
    show.heading(say("The map"), say("Click a cell to see its customers below. Grey: gone quiet; amber: act now."))
    picked = segment_view.cells(study)
with show.card("segment-table"):
    show.heading(say("Segment by segment"))
    segment_view.table(study)
with show.card("segment-members"):
    show.heading(say("The customers of a segment"))
    segment_view.members(study, picked)
with show.card("segment-moves"):
    show.heading(say("Who moved"), say("From one day to another; only those who changed are in the lists."))
    movement_view.between(study, movement_view.SEGMENTS)
with show.card("segment-cuts"):
    show.heading(
        say("Where the scores begin"),
        say("Each score holds about a fifth of the customers; equal customers have equal scores."),
    )
    segment_view.cut_points(study)

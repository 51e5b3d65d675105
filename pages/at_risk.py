"""Slipping away: customers still active, by the money that is lost if they are gone."""

from ui.kit import show
from ui.predict import risk_view
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.ORDERS)
say = session.speech().say

show.title(say("Slipping away"), say("Customers who are still active, by the money that is lost if they are gone."))
risk_view.finding(study)
with show.card("risk-list"):
    show.heading(say("Whom to speak to first"), say("Chance of being gone times what they would bring in a year."))
    risk_view.people_at_risk(study)
with show.card("risk-before"):
    show.heading(
        say("How many of those listed before did leave?"),
        say("The list as it would have been before the last weeks of your file, and who has bought since."),
    )
    risk_view.who_left(study)
with show.card("risk-proof"):
    show.heading(
        say("Can this be trusted?"),
        say("Chances to buy that customers were given before the last weeks, and the share of them who did buy."),
    )
    risk_view.proof(study)

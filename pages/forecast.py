"""What comes next: first what the past says of the forecast, then the coming twelve months."""

from ui.kit import show
from ui.predict import ahead_view, contracts_ahead_view, forecast_view, readiness_view
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.CUSTOMERS)
say = session.speech().say

show.title(say("What comes next"), say("What the coming twelve months bring, with how sure that is."))
if forecast_view.has_visits(study):
    forecast_view.finding(study)
if forecast_view.has_visits(study) and forecast_view.can_tell(study):
    with show.card("back-test"):
        show.heading(
            say("First tried on your own past"),
            say("The last weeks of your file were hidden, predicted from what came before, and compared."),
        )
        forecast_view.past(study)
    with show.card("forecast"):
        show.heading(say("The coming months"), say("The thick line holds 8 of 10 cases, the thin one 95 of 100."))
        forecast_view.months(study)
    with show.card("worth"):
        show.heading(
            say("Each customer"),
            say(
                "Chance of still being a customer, what they will buy, and the margin of three years in money of today."
            ),
        )
        ahead_view.everybody(study)
if contracts_ahead_view.has_any(study):
    contracts_ahead_view.finding(study)
if contracts_ahead_view.can_tell(study):
    with show.card("contracts-past"):
        show.heading(
            say("First tried on your own past"),
            say("The last three months of contracts were hidden, predicted from what came before, and compared."),
        )
        contracts_ahead_view.past(study)
    with show.card("contracts-months"):
        show.heading(
            say("How many of today's subscribers stay?"),
            say("The thick line holds 8 of 10 cases, the thin one 95 of 100."),
        )
        contracts_ahead_view.months(study)
    with show.card("contracts-each"):
        show.heading(
            say("Each subscriber"),
            say("Chance to renew, months still to come of the next 36, and what they are worth in that time."),
        )
        contracts_ahead_view.everybody(study)
with show.card("readiness"):
    show.heading(
        say("What can your files tell?"), say("For each kind of number: whether, why, and what would be enough.")
    )
    readiness_view.table(study)
if forecast_view.can_tell(study) or contracts_ahead_view.can_tell(study):
    with show.card("models"):
        show.heading(say("For those who want to know"), say("Parameters of the fitted models, with their ranges."))
        forecast_view.parameters(study)

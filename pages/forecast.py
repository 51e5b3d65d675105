"""What comes next: first what the past says of the forecast, then the coming twelve months."""

from pages.shared import ahead_view, forecast_view, navigation, require, session, show
from pages.shared.needs import Need

navigation.ensure()
study = require.study(Need.ORDERS)
say = session.words().say

show.title(say("What comes next"), say("Purchases and revenue of the coming twelve months, with how sure that is."))
forecast_view.finding(study)
with show.card("back-test"):
    show.heading(
        say("First tried on your own past"),
        say("The last weeks of your file were hidden, predicted from what came before, and compared."),
    )
    forecast_view.past(study)
with show.card("forecast"):
    show.heading(
        say("The coming months"),
        say("The thick line holds 8 of 10 cases, the thin one 95 of 100."),
    )
    forecast_view.months(study)
with show.card("worth"):
    show.heading(
        say("Each customer"),
        say("Chance of still being a customer, what they will buy, and the margin of three years in money of today."),
    )
    ahead_view.everybody(study)
with show.card("models"):
    show.heading(say("For those who want to know"), say("Parameters of the fitted models, with their ranges."))
    forecast_view.parameters(study)

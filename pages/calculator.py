"""The calculator: the formulas with your own numbers, without any file."""

from ui.kit import show
from ui.session import session
from ui.shell import navigation
from ui.what_if import calculator_view

navigation.ensure()
say = session.speech().say

show.title(
    say("Calculator"),
    say("No file needed. Type in a few numbers: each formula is worked out in front of you."),
)

left, right = show.side_by_side([1, 1])
with left, show.card("kept"):
    show.heading(say("How many customers did you keep?"), say("Those who are new or came back do not count as kept."))
    calculator_view.kept()
with right, show.card("lost"):
    show.heading(say("How many did you lose?"), say("And what that comes to in a year."))
    calculator_view.lost()

with show.card("clv"):
    show.heading(say("What is a customer worth?"), say("From here on, as long as they stay."))
    calculator_view.worth()

left, right = show.side_by_side([1, 1])
with left, show.card("cost"):
    show.heading(say("What does a new customer cost?"), say("All that was spent on gaining, over all who came."))
    calculator_view.cost()
with right, show.card("against"):
    show.heading(say("Does that pay?"), say("Three times is often named as healthy."))
    calculator_view.against_cost()

left, right = show.side_by_side([1, 1])
with left, show.card("revenue"):
    show.heading(say("How much revenue did you keep?"), say("Of the same customers, from one period to the next."))
    calculator_view.revenue()
with right, show.card("simple"):
    show.heading(say("What is a customer worth, the short way?"), say("From the first purchase on, undiscounted."))
    calculator_view.simple_worth()

"""One customer: everything that is known of them, and what to remember."""

from ui.kit import show
from ui.predict import ahead_view
from ui.prescribe import customer_view
from ui.session import session
from ui.session.needs import Need
from ui.shell import navigation, require

navigation.ensure()
study = require.study(Need.CUSTOMERS)
say, bought = session.speech().say, customer_view.has_orders(study)

show.title(say("One customer"), say("Find somebody by number, name or e-mail, or click a customer in any list."))
customer_view.find(study)
found = customer_view.looked_at(study)
customer_view.summary(study, found)
with show.card("customer-ahead"):
    show.heading(say("What comes next"), say("By what this customer and all others did so far."))
    ahead_view.one(study, found.code)
wide, narrow = show.side_by_side([3, 2])
if bought:
    with wide, show.card("customer-line"):
        show.heading(say("Over time"), say("Each purchase as high as it was; refunds below the line."))
        customer_view.line(study, found)
with narrow, show.card("customer-remark"):
    show.heading(
        say("To remember"),
        say(
            "Kept on this computer only, for this and later files. Whoever opens Retain on it while it runs, in any"
            " browser, sees and can change it."
        ),
    )
    customer_view.remark(study, found)
if bought:
    wide, narrow = show.side_by_side([1, 1])
    with wide, show.card("customer-orders"):
        show.heading(say("Purchases and refunds"))
        customer_view.orders(study, found)
    with narrow, show.card("customer-products"):
        show.heading(say("What they buy"), say("What they buy most often first."))
        customer_view.products(study, found)
    wide, narrow = show.side_by_side([1, 1])
    with narrow, show.card("customer-standing"):
        show.heading(say("Tier and segment over time"), say("At the end of each quarter; tiers by today's lines."))
        customer_view.standing(study, found)
with wide, show.card("customer-more"):
    show.heading(say("What else the files say"))
    customer_view.more(study, found)

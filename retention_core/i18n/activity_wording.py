"""What is said about buying, in the words of an activity log. See `wordings`."""

from collections.abc import Mapping

from retention_core.kernel.messages import N_

ACTIVITY: Mapping[str, str] = {
    "First bought": N_("First active"),
    "Share of first-time buyers who came back, by the days they had": N_(
        "Share of new customers who came back, by the days they had"
    ),
    "Usual time between purchases": N_("Usual time between visits"),
    "How many days usually pass between two purchases of the same customer.": N_(
        "How many days usually pass between two active days of the same customer."
    ),
    "the middle one of the usual gaps of {customers} customers with two purchase days or more = {days}": N_(
        "the middle one of the usual gaps of {customers} customers with two active days or more = {days}"
    ),
    "Three of four buy again within": N_("Three of four come again within"),
    "Nine of ten buy again within": N_("Nine of ten come again within"),
    "Customers with two purchase days or more": N_("Customers with two active days or more"),
    "Customers from whom the time between purchases can be learnt.": N_(
        "Customers from whom the time between visits can be learnt."
    ),
    "customers who bought on two days or more up to {as_of} = {customers}": N_(
        "customers active on two days or more up to {as_of} = {customers}"
    ),
    "The length of time over which customers are counted as kept or lost: about three purchase cycles.": N_(
        "The length of time over which customers are counted as kept or lost: about three times the usual time"
        " between visits."
    ),
    "usual time between purchases: {cycle}; the period that holds it three times: {wished}; in use: {period}": N_(
        "usual time between visits: {cycle}; the period that holds it three times: {wished}; in use: {period}"
    ),
    "First-time buyers back within 30 days": N_("New customers back within 30 days"),
    "First-time buyers back within 60 days": N_("New customers back within 60 days"),
    "First-time buyers back within 90 days": N_("New customers back within 90 days"),
    "First-time buyers back within 180 days": N_("New customers back within 180 days"),
    "First-time buyers back within a year": N_("New customers back within a year"),
    "Of those who bought for the first time and have had that long since, the share who bought again.": N_(
        "Of those who were active for the first time and have had that long since, the share who came back."
    ),
    "back within {days} / first-time buyers who had that long = {came_back} / {buyers}": N_(
        "back within {days} / new customers who had that long = {came_back} / {buyers}"
    ),
    "From the first purchase to the second": N_("From the first active day to the second"),
    "After how many days half of the first-time buyers have bought again, those still away counted in.": N_(
        "After how many days half of the new customers have come back, those still away counted in."
    ),
    (
        "the day by which half of {seen} first-time buyers are back, {ended} of whom are so far (Kaplan-Meier) ="
        " {median}"
    ): N_(
        "the day by which half of {seen} new customers are back, {ended} of whom are so far (Kaplan-Meier) = {median}"
    ),
    "From any purchase to the next": N_("From any active day to the next"),
    "After how many days half of all purchases are followed by another one of the same customer.": N_(
        "After how many days half of all active days are followed by another one of the same customer."
    ),
    (
        "the day by which half of {seen} purchase days are followed by another, {ended} of which are so far"
        " (Kaplan-Meier) = {median}"
    ): N_(
        "the day by which half of {seen} active days are followed by another, {ended} of which are so far"
        " (Kaplan-Meier) = {median}"
    ),
    "Bought again in the period": N_("Came again in the period"),
    "Of the buyers of the period, the share who bought on two days or more of it.": N_(
        "Of the customers active in the period, the share active on two days or more of it."
    ),
    "buyers on two days or more / buyers = {repeat_buyers} / {buyers}": N_(
        "active on two days or more / active = {repeat_buyers} / {buyers}"
    ),
    "Of the buyers of the period, the share who have ordered more than once up to its end, ever.": N_(
        "Of the customers active in the period, the share who did something more than once up to its end, ever."
    ),
    "buyers with more than one order up to {last_day} / buyers = {returning_buyers} / {buyers}": N_(
        "active more than once up to {last_day} / active = {returning_buyers} / {buyers}"
    ),
    "The share kept among customers who had already bought on two days or more before the period.": N_(
        "The share kept among customers who had already been active on two days or more before the period."
    ),
    "First-time buyers who came back": N_("New customers who came back"),
    "Of those who bought for the first time in a period, the share who bought again soon after.": N_(
        "Of those who were active for the first time in a period, the share who came back soon after."
    ),
    "of {buyers} first-time buyers from {first_day} to {last_day}, {came_back} bought again within {days}": N_(
        "of {buyers} new customers from {first_day} to {last_day}, {came_back} came back within {days}"
    ),
    "Customers who bought at least once in the last stretch of one period's length.": N_(
        "Customers who were active at least once in the last stretch of one period's length."
    ),
    "customers who bought in the {days} up to {as_of} = {active}": N_(
        "customers active in the {days} up to {as_of} = {active}"
    ),
    "One-time buyers": N_("Active on one day only"),
    "Of all customers who ever bought, the share who bought on a single day so far.": N_(
        "Of all customers who were ever active, the share active on a single day so far."
    ),
    "customers with one purchase day / customers who ever bought = {one_time} / {customers}": N_(
        "customers with one active day / customers ever active = {one_time} / {customers}"
    ),
    "Customers who bought for the first time in the file.": N_(
        "Customers who were active for the first time in the file."
    ),
    "first purchases from {first_day} to {last_day} = {new}": N_("first active from {first_day} to {last_day} = {new}"),
    (
        "Kept looks back: who bought in the period before and again in this one. Bought again looks at this period"
        " alone: who came on two days or more of it."
    ): N_(
        "Kept looks back: who was active in the period before and again in this one. Came again looks at this"
        " period alone: who came on two days or more of it."
    ),
    (
        "Many first-time buyers never come back, whatever is done. Among those with two purchase days or more the"
        " share kept is usually higher."
    ): N_(
        "Many new customers never come back, whatever is done. Among those with two active days or more the"
        " share kept is usually higher."
    ),
    (
        "Kept is about all customers of the period before. This is about those who had bought for the first time,"
        " each with the same number of days to come back."
    ): N_(
        "Kept is about all customers of the period before. This is about those who were active for the first"
        " time, each with the same number of days to come back."
    ),
    (
        "Came back follows first-time buyers for the same number of days each. Bought again looks at everybody who"
        " bought in the period, of whom the late ones had little time left."
    ): N_(
        "Came back follows new customers for the same number of days each. Came again looks at everybody active"
        " in the period, of whom the late ones had little time left."
    ),
    (
        "One-time buyers are all who bought once so far, also those of yesterday. Came back follows those of one"
        " period who had enough time."
    ): N_(
        "Active on one day only are all who came once so far, also those of yesterday. Came back follows those"
        " of one period who had enough time."
    ),
    "The period is the first that holds three usual stretches between purchases.": N_(
        "The period is the first that holds three usual stretches between visits."
    ),
    (
        "Usual time speaks of those who came back, each customer once. The way to the second purchase also counts"
        " those who have not come back yet, so it is longer."
    ): N_(
        "Usual time speaks of those who came back, each customer once. The way to the second active day also"
        " counts those who have not come back yet, so it is longer."
    ),
    (
        "One counts purchases, so that frequent buyers weigh more, with those not followed by another yet. The other"
        " counts customers who came back, each once."
    ): N_(
        "One counts active days, so that frequent customers weigh more, with those not followed by another yet."
        " The other counts customers who came back, each once."
    ),
    (
        "One asks who is there in that very period, the other who came back at all within one period's length of the"
        " first purchase."
    ): N_(
        "One asks who is there in that very period, the other who came back at all within one period's length"
        " of the first day."
    ),
    "There is no order up to the chosen day.": N_("There is no activity up to the chosen day."),
    "Nobody bought in the period before, so there was nobody to keep.": N_(
        "Nobody was active in the period before, so there was nobody to keep."
    ),
    "Nobody bought in the period.": N_("Nobody was active in the period."),
    "No customer has bought on two different days yet.": N_("No customer has been active on two different days yet."),
    "At the start of the period no customer had bought on two days or more.": N_(
        "At the start of the period no customer had been active on two days or more."
    ),
    "It is too early: no group of first-time buyers has had enough time to come back.": N_(
        "It is too early: no group of new customers has had enough time to come back."
    ),
    "Nobody bought for the first time in the period.": N_("Nobody was active for the first time in the period."),
    "Nobody bought in the period before ({before}), so there was nobody to keep.": N_(
        "Nobody was active in the period before ({before}), so there was nobody to keep."
    ),
    "It is too early to say who comes back: first-time buyers need {days} for that.": N_(
        "It is too early to say who comes back: new customers need {days} for that."
    ),
    "{of_100} of 100 first-time buyers came back within {days} (first purchase: {period}).": N_(
        "{of_100} of 100 new customers came back within {days} (first active: {period})."
    ),
    "{came_back} of {buyers} first-time buyers came back within {days} (first purchase: {period}).": N_(
        "{came_back} of {buyers} new customers came back within {days} (first active: {period})."
    ),
    "Most of those lost had bought only once: {one_time} of {lost}.": N_(
        "Most of those lost had come only once: {one_time} of {lost}."
    ),
    (
        "Your customers usually buy every {cycle}. A {kind} holds about three such stretches, so that one missed"
        " purchase is not mistaken for a lost customer."
    ): N_(
        "Your customers usually come every {cycle}. A {kind} holds about three such stretches, so that one"
        " missed visit is not mistaken for a lost customer."
    ),
    "Your customers usually buy every {cycle}. A {kind} is the longest period there is.": N_(
        "Your customers usually come every {cycle}. A {kind} is the longest period there is."
    ),
    "Too few customers have bought twice to learn their rhythm, so a {kind} is used.": N_(
        "Too few customers have come twice to learn their rhythm, so a {kind} is used."
    ),
    (
        "This period is shorter than three purchase cycles, so some customers counted as lost are only between two"
        " purchases."
    ): N_(
        "This period is shorter than three usual stretches between visits, so some customers counted as lost"
        " are only between two visits."
    ),
    "Fewer than ten customers have bought twice, so the length of the period is a guess.": N_(
        "Fewer than ten customers have come twice, so the length of the period is a guess."
    ),
    (
        "Between {last} and {first} there is no order at all, and almost none before. What lies before {first} is"
        " left out of the periods. Perhaps a year was typed wrong."
    ): N_(
        "Between {last} and {first} there is no activity at all, and almost none before. What lies before"
        " {first} is left out of the periods. Perhaps a year was typed wrong."
    ),
    (
        "After {last} there is no order until {first}, and almost none from then on. If those days were typed wrong,"
        " choose {last} as the last day to look at."
    ): N_(
        "After {last} there is no activity until {first}, and almost none from then on. If those days were"
        " typed wrong, choose {last} as the last day to look at."
    ),
    "Of 100 first-time buyers, {back} come back within {days}.": N_(
        "Of 100 new customers, {back} come back within {days}."
    ),
    "After any purchase, half of the customers are back within {days}.": N_(
        "After any active day, half of the customers are back within {days}."
    ),
    "After any purchase, fewer than half of the customers have come back so far.": N_(
        "After any active day, fewer than half of the customers have come back so far."
    ),
    "How often do they buy?": N_("How often do they come?"),
    "Customers with two purchase days or more.": N_("Customers with two active days or more."),
    "After a purchase, when does the next one come?": N_("After a visit, when do they come back?"),
    "Purchases": N_("Active days"),
    "How many days customers usually leave between two purchases": N_(
        "How many days customers usually leave between two visits"
    ),
    "all purchases": N_("all visits"),
    "first, second, third purchase": N_("first, second, third visit"),
    "Days since the purchase": N_("Days since the visit"),
    "Share of purchases followed by another one within so many days, with its 95% range": N_(
        "Share of visits followed by another one within so many days, with its 95% range"
    ),
    "All purchases": N_("All visits"),
    "from purchase {n} to {next}": N_("from visit {n} to {next}"),
    "Purchase days": N_("Active days"),
    "First purchase": N_("First active day"),
    "Last purchase": N_("Last active day"),
    "Usual days between purchases": N_("Usual days between visits"),
    "Purchase cycle": N_("Visit rhythm"),
    "First-time buyers who had that long": N_("New customers who had that long"),
    "First purchase from": N_("First active from"),
    "Surely first-time buyers": N_("Surely new customers"),
    "Days since the first purchase": N_("Days since the first active day"),
    "Share of first-time buyers who are back after so many days, with its 95% range": N_(
        "Share of new customers who are back after so many days, with its 95% range"
    ),
    "Each group of customers who first bought in the same period, and how many of them came again later.": N_(
        "Each group of customers who were first active in the same period, and how many of them came again later."
    ),
    "They buy again within half a period; compare with those you did not write to.": N_(
        "They come again within half a period; compare with those you did not write to."
    ),
    "They buy again within 90 days.": N_("They come again within 90 days."),
    "They buy again within a period.": N_("They come again within a period."),
    "They buy in the first two days.": N_("They come in the first two days."),
    "They buy within 30 days of the day.": N_("They come within 30 days of the day."),
    "More of them buy a second time within the usual days.": N_(
        "More of them come a second time within the usual days."
    ),
    "Bring first-time buyers back now": N_("Bring new customers back now"),
}

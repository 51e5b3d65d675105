"""What is said about buying, in the words of contracts. See `wordings`."""

from collections.abc import Mapping

from retention_core.kernel.messages import N_

CONTRACTS: Mapping[str, str] = {
    "First bought": N_("First contract"),
    "Came again": N_("Still there"),
    "Did not come": N_("No longer there"),
    "Customers who bought at least once in the last stretch of one period's length.": N_(
        "Customers with a contract that runs on the last day the data knows."
    ),
    "customers who bought in the {days} up to {as_of} = {active}": N_(
        "customers with a contract on {as_of} = {active}"
    ),
    "Customers who bought for the first time in the file.": N_("Customers whose first contract in the file began."),
    "first purchases from {first_day} to {last_day} = {new}": N_(
        "first contracts from {first_day} to {last_day} = {new}"
    ),
    "There is no order up to the chosen day.": N_("There is no contract up to the chosen day."),
    "Nobody bought in the period before, so there was nobody to keep.": N_(
        "Nobody had a contract in the period before, so there was nobody to keep."
    ),
    "Nobody bought in the period before ({before}), so there was nobody to keep.": N_(
        "Nobody had a contract in the period before ({before}), so there was nobody to keep."
    ),
    "Nobody bought for the first time in the period.": N_("Nobody signed a first contract in the period."),
    (
        "Between {last} and {first} there is no order at all, and almost none before. What lies before {first} is"
        " left out of the periods. Perhaps a year was typed wrong."
    ): N_(
        "Between {last} and {first} no contract begins or ends, and almost none before. What lies before"
        " {first} is left out of the periods. Perhaps a year was typed wrong."
    ),
    (
        "After {last} there is no order until {first}, and almost none from then on. If those days were typed wrong,"
        " choose {last} as the last day to look at."
    ): N_(
        "After {last} no contract begins or ends until {first}, and almost none from then on. If those days"
        " were typed wrong, choose {last} as the last day to look at."
    ),
    "Purchase days": N_("Contracts begun"),
    "First purchase": N_("First day"),
    "Last purchase": N_("Last day"),
    "Each group of customers who first bought in the same period, and how many of them came again later.": N_(
        "Each group of customers whose first contract began in the same period, and how many of them are still"
        " there later."
    ),
    "Do new customers keep coming back?": N_("Do new customers stay?"),
    "In percent. The stronger the colour, the more came again; empty: not known yet.": N_(
        "In percent. The stronger the colour, the more are still there; empty: not known yet."
    ),
    "How fast do they stop coming?": N_("How fast do they leave?"),
    "Each period counts alone: who was away may come again. The band is the 95% range.": N_(
        "Each period counts alone: who has left may come back. The band is the 95% range."
    ),
    "Of 100 new customers, {near} come again in the next {period}.": N_(
        "Of 100 new customers, {near} are still there in the next {period}."
    ),
    "Of 100 new customers, {near} come again in the next {period}, and {far} in the {age}th {period} after.": N_(
        "Of 100 new customers, {near} are still there in the next {period}, and {far} in the {age}th {period} after."
    ),
    "{best} come again most often in the next {period}: {high} of 100. Of {worst} it is {low} of 100.": N_(
        "{best} stay most often into the next {period}: {high} of 100. Of {worst} it is {low} of 100."
    ),
    "Share of each group of new customers who came again, period by period": N_(
        "Share of each group of new customers who are still there, period by period"
    ),
}

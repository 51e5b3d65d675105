"""A file of each kind of business, opened as a visitor opens it."""

from datetime import date, timedelta

from streamlit.testing.v1 import AppTest

from retention_core.simulate import sample_csv
from tests.pages.apps import dropped

PLANS = {"Basic": "19.90", "Plus": "29.90"}
REASONS = ("too expensive", "moved away", "not satisfied", "found another gym")


def contracts(count: int = 300) -> str:
    """A contract for every third day; the longer ones still run."""
    lines = ["member,start date,end date,plan,monthly fee,reason for leaving"]
    for number in range(count):
        begun = date(2023, 1, 1) + timedelta(days=3 * number)
        ended = begun + timedelta(days=40 + number * 97 % 900)
        plan, left = ("Basic", "Plus")[number % 2], ended < date(2025, 7, 1)
        told = f"{ended},{plan},{PLANS[plan]},{REASONS[number % 4]}" if left else f",{plan},{PLANS[plan]},"
        lines.append(f"M{number:03},{begun},{told}")
    return "\n".join(lines)


def activity(users: int = 80, days: int = 200) -> str:
    """Each user comes every few days, some do not any more."""
    rows = [
        f"u{user},{date(2024, 1, 1) + timedelta(days=day)} 10:00,{('visit', 'login')[day % 2]}"
        for day in range(days)
        for user in range(users)
        if (day + user) % (2 + user % 9) == 0 and day < 60 + user * 3 and day >= user
    ]
    return "\n".join(["user_id,timestamp,event", *rows])


def tenures(count: int = 120) -> str:
    """Months stayed, and whether they have left."""
    rows = (
        f"c{n},{n % 30 + 1},{'Yes' if n % 4 == 0 else 'No'},{'Monthly' if n % 3 else 'Yearly'},{n}.50"
        for n in range(count)
    )
    return "\n".join(["customerID,tenure,Churn,Contract,MonthlyCharges", *rows])


FILES = {
    "shop": lambda: sample_csv("webshop"),
    "contracts": lambda: contracts().encode(),
    "activity": lambda: activity().encode(),
    "tenures": lambda: tenures().encode(),
}


def opened(kind: str) -> AppTest:
    """The app with such a file in it."""
    return dropped(f"{kind}.csv", FILES[kind]())

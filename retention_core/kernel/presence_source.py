"""What a file tells of when customers were there."""

from enum import StrEnum


class PresenceSource(StrEnum):
    """What presence is taken from. A file with several has the first of these that holds a day."""

    ORDERS = "orders"
    CONTRACTS = "contracts"
    ACTIVITY = "activity"
    TENURES = "tenures"
    NOTHING = "nothing"

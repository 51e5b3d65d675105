"""Marks for messages: they are found and translated where they stand, and said elsewhere."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a message for translation where it stands; it is translated where it is said."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - a mark like N_
    """Marks the message for one thing and for several, to be said later with `Speech.count(*pair, n)`."""
    return one, many

"""What the project's source says, read once for all tests of a process."""

from functools import cache

from retention_core.i18n.update_catalogs import Message, messages_of_project


@cache
def messages() -> tuple[Message, ...]:
    """Every message of the project."""
    return tuple(messages_of_project())

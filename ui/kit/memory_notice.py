"""Says above every page where what is noted cannot be kept, and where a damaged file has to be looked at."""

from retention_core.kernel.messages import N_
from retention_core.storage.connection import MemoryTrouble
from retention_core.storage.damaged_files import KeptAside
from retention_core.storage.mail_hold import mail_hold
from retention_core.storage.memory import memory
from retention_core.storage.opening import FILE_NAME
from ui.kit import show
from ui.session import session

TROUBLES = {
    MemoryTrouble.FULL: N_(
        "The disk is full. What you note now is in use, but not kept yet: it is written to {folder} as soon as there is"
        " room, if Retain still runs then."
    ),
    MemoryTrouble.READ_ONLY: N_(
        "Retain is not allowed to write to {folder}. What you note now is in use, and forgotten when Retain stops."
    ),
    MemoryTrouble.BUSY: N_(
        "Another program holds {file}. What you note now is in use, but not kept yet: it is written as soon as the file"
        " is free, if Retain still runs then."
    ),
    MemoryTrouble.UNREADABLE: N_(
        "What Retain remembers cannot be read: {file}. Until it can, no list for a mail tool is made, since nobody"
        " knows whom not to contact. What you note now is in use, and forgotten when Retain stops."
    ),
    MemoryTrouble.NEWER: N_(
        "What Retain remembers was written by a newer version of it: {file}. Please start that one. Until then no list"
        " for a mail tool is made, and what you note now is forgotten when Retain stops."
    ),
}


def warn() -> None:
    """One sentence for each thing that stands in the way; nothing where all is well."""
    kept = memory()
    if trouble := kept.trouble:
        show.warning(
            session.speech().say(TROUBLES[trouble], folder=str(kept.folder), file=str(kept.folder / FILE_NAME))
        )
    if unsaved := kept.unsaved:
        show.quiet(session.speech().count("{n} change waits to be kept.", "{n} changes wait to be kept.", unsaved))
    for damaged in mail_hold().unseen():
        show.warning(damage(damaged))
        show.link("data", session.speech().say("See what is remembered"))


def damage(file: KeptAside) -> str:
    """What happened to a damaged file, and what follows."""
    speech, name = session.speech(), str(memory().folder / file.file_name)
    happened = speech.say("A file with what you noted was damaged; it is kept as {file}.", file=name)
    rescued = speech.count(
        "{n} entry could still be read and is in use.", "{n} entries could still be read and are in use.", file.rescued
    )
    held = speech.say("No list for a mail tool is made until you have looked at whom not to contact.")
    return " ".join([happened, rescued, held] if file.holds_mail else [happened, rescued])

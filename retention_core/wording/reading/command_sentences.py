"""What the command line has to say beside what reading has to say."""

from collections.abc import Mapping

from retention_core.i18n.speech import Speech
from retention_core.kernel.errors import Refusal, RetainError
from retention_core.kernel.messages import N_
from retention_core.wording.reading import reading_sentences

INTERNAL = N_("Something went wrong here, and it is our fault ({seen}). Your files are unharmed.")
REFUSALS: Mapping[Refusal, str] = {
    Refusal.INTERNAL: INTERNAL,
    Refusal.CLOSED_MEANWHILE: N_("{file} was read, but closed again since nobody came for it. Drop it again."),
    Refusal.OUT_OF_MEMORY: N_(
        "This computer does not have enough free memory for these files. Close other programs, or use fewer rows."
    ),
    Refusal.CANNOT_WRITE: N_(
        "{file} cannot be written. Check that its folder exists and that no other program has it open."
    ),
    Refusal.WOULD_OVERWRITE: N_("{file} is one of the files that are read. Choose another name for the result."),
    Refusal.NO_CLEAN_ORDERS: N_("These files hold no orders, so there is nothing to write."),
}


def refusal(error: RetainError, speech: Speech) -> str:
    """Why nothing came of it, and what to do."""
    if error.code in REFUSALS:
        return speech.say(REFUSALS[error.code], **error.values)
    if error.code in reading_sentences.REFUSALS:
        return reading_sentences.refusal(error, speech)
    return speech.say(INTERNAL, seen=error.code)

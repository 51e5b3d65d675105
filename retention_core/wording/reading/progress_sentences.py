"""Where a reading is, in words."""

from retention_core.i18n.speech import Speech
from retention_core.ingest.inputs.progress import ReadProgress
from retention_core.kernel.messages import N_

STAGES = {
    "opening": N_("Opening {file}"),
    "layout": N_("Looking for the table in {file}"),
    "columns": N_("Reading days, amounts and customers of {file}"),
    "joining": N_("Putting the orders together"),
    "effects": N_("Working out what each answer would give"),
}


def progress(watch: ReadProgress, speech: Speech) -> str:
    """Opening orders.csv (3 seconds)."""
    said = speech.say(STAGES[watch.stage], file=watch.file)
    seconds = int(watch.seconds)
    return speech.count("{what} ({n} second)", "{what} ({n} seconds)", seconds, what=said)

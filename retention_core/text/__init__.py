"""What the product says, in the reader's language."""

from retention_core.text.catalog import N_, languages, nearest_language, own_name
from retention_core.text.speech import Speech, speech

__all__ = ["N_", "Speech", "languages", "nearest_language", "own_name", "speech"]

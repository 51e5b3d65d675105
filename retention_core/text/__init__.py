"""What the product says, in the reader's language."""

from retention_core.text.catalog import N_, NN_, languages, nearest_language, own_name
from retention_core.text.speech import Speech, speech

__all__ = ["NN_", "N_", "Speech", "languages", "nearest_language", "own_name", "speech"]

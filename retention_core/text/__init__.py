"""What the product says, in the reader's language."""

from retention_core.text.catalog import languages, nearest_language, own_name
from retention_core.text.speech import Speech, speech

__all__ = ["Speech", "languages", "nearest_language", "own_name", "speech"]

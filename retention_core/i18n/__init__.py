"""What the product says, in the reader's language."""

from retention_core.i18n.speech import Speech, speech
from retention_core.i18n.translations import languages, nearest_language, own_name

__all__ = ["Speech", "languages", "nearest_language", "own_name", "speech"]

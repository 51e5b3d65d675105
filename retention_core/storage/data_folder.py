"""The user's own folder for what is remembered between visits; never in the project."""

import os
from pathlib import Path

from platformdirs import user_data_path

FOLDER = "RETAIN_WORKSPACE"


def data_folder() -> Path:
    """Where what is remembered for this user lies."""
    chosen = os.environ.get(FOLDER)
    return Path(chosen) if chosen else user_data_path("Retain", appauthor=False)

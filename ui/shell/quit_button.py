"""The Quit button, for those who started the app with a double click."""

import os

import streamlit as st

from launch.inbox import INBOX_FOLDER
from launch.server import quit_server
from ui.kit.literal_text import as_literal_text
from ui.session import session


def offer() -> None:
    """A button that stops the server, where the launcher started it."""
    if os.environ.get(INBOX_FOLDER) and st.button(
        as_literal_text(session.speech().say("Quit")), icon=":material/power_settings_new:", type="tertiary"
    ):
        _goodbye()


@st.dialog("Retain", dismissible=False)
def _goodbye() -> None:
    st.markdown(as_literal_text(session.speech().say("Retain has stopped. You can close this page.")))
    quit_server()

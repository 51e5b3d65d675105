"""How pages look: icon, style sheet, language of the document."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
UPLOADER_WORDS = "<style>:root {{ --retain-browse: {browse}; --retain-drop: {drop}; }}</style>"
COPIED_AS_IT_WAS = """
document.oncopy = event => {
  const copied = getSelection().toString();
  if (copied.includes("\\u2060")) {
    event.clipboardData.setData("text/plain", copied.replaceAll("\\u2060", ""));
    event.preventDefault();
  }
}
"""
"""Without the signs of no width that keep addresses from becoming links: see ui/kit/literal_text.py."""


def dress(language: str) -> None:
    """Icon, width and style; the document's language, without which Chinese is drawn with Japanese letters."""
    st.set_page_config(page_title="Retain", page_icon=str(HERE / "icon.png"), layout="wide")
    st.logo(str(HERE / "logo.png"), icon_image=str(HERE / "icon.png"), size="large")
    st.html(HERE / "style.css")
    spoken = f"document.documentElement.lang = '{language.replace('_', '-')}'"
    st.html(f"<script>{spoken};{COPIED_AS_IT_WAS}</script>", unsafe_allow_javascript=True)


def uploader_words(browse: str, drop: str) -> None:
    """The drop zone's own words are English only; the style sheet puts these in their place."""
    st.html(UPLOADER_WORDS.format(browse=_css(browse), drop=_css(drop)))


def _css(text: str) -> str:
    """The text as a string of the style sheet."""
    return '"' + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text) + '"'

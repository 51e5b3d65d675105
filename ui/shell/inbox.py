"""Files named on the command line: the launcher leaves their paths behind a one-time link."""

import streamlit as st

from launch.inbox import take_from_inbox
from ui.upload import take_files

INBOX = "inbox"


def open_what_was_sent() -> None:
    """Opens the files behind this link, once; nothing for any other link."""
    if INBOX not in st.query_params:
        return
    paths = take_from_inbox(st.query_params[INBOX])
    del st.query_params[INBOX]
    if paths:
        take_files.take_paths(paths)

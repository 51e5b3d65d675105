"""The only Streamlit code that is not a page."""

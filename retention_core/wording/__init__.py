"""Sentences for codes."""

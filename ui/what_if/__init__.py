"""Blocks of the page of What if."""

"""Blocks used by many pages: cards, lists of customers, widgets."""

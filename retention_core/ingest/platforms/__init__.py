"""Exports of shop systems, known by their columns: one file a platform."""

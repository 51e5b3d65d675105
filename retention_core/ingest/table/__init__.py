"""Cells to a recognised table: header, body, which column is which."""

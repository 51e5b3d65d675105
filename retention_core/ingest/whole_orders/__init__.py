"""Rows that are one order together: totals on each line, refunds of single lines, documents that name another."""

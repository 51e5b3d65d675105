"""Bytes to cells: format, encoding, delimiter."""

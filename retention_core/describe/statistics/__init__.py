"""Arithmetic without a workbook: formulas, ranges, survival curves."""

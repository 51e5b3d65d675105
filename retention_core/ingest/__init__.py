"""From bytes to a workbook: every row used or set aside, every doubt a question, never a guess that changes a number."""

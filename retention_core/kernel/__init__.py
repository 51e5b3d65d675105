"""What everything else stands on: the workbook, settings, a study, figures, questions, money, errors."""

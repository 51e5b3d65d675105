"""How reading a file is told: decisions, progress, questions, refusals."""

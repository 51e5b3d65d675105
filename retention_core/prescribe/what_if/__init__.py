"""What a programme brings: outcome, draws, sensitivity, goals, budget."""

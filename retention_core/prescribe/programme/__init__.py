"""The arithmetic of a programme: baseline, levers, whom it targets."""

"""All figures by name, and what compares figures across subjects."""

"""What to do: tiers, what-if, actions."""

"""Charts of customers: cohorts, tiers, segments, who is there."""

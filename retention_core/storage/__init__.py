"""What is kept between two visits: answers, notes, accepted tiers."""

"""Loyalty tiers by clear rules."""

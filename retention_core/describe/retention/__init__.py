"""Customers kept, new, returned and lost in every period."""

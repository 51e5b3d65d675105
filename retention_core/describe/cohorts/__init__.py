"""Customers by the period of their first purchase."""

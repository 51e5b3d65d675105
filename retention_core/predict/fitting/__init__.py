"""Histories of customers, and the models fitted to them once."""

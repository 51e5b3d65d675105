"""Futures expected and simulated, new customers among them."""

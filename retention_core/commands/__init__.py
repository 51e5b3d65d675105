"""Retain without a browser: what stands behind `python -m retention_core`."""

"""The coming months, single customers, contracts."""

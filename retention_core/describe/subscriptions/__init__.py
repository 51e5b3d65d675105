"""Contracts: running, ended, moved, how long they last."""

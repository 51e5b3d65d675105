"""From the first purchase to the second."""

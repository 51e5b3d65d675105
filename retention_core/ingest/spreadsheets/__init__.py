"""Workbooks and columnar files: looked into, then read by a child process."""

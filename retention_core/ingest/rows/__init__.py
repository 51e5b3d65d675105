"""Row by row: used, or set aside with a reason."""

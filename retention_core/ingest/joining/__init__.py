"""Several tables: orders with line items, overlapping files, price lists."""

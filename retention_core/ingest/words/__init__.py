"""What people write: column names, words in cells, forms of days, currencies."""

"""Charts of money: revenue, customer value, what if."""

"""One column at a time: days, amounts, ids, contacts, units."""

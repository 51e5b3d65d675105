"""Who was there on which day, by orders, contracts or activity; the customers."""

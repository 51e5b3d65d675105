"""What next? Who will still be a customer, what they will buy, and how sure that is."""

"""What happened: who stays, who leaves, what it is worth."""

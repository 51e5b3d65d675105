"""Reading in a process of its own: what it may take, how it is asked, how its tables come back."""

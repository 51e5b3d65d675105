"""What a stranger's table is and which column is which, from evidence; `recognise.recognise` is the front."""

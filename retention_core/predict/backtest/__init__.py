"""The hidden past against its prediction; what the data can tell."""

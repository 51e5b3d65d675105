"""The start: environment, installing, the server, the inbox. Only the standard library; nothing is imported here."""

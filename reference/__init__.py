"""Foundation: the lists that a municipality edits itself."""

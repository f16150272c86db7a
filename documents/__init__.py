"""Foundation: encrypted files on a record."""

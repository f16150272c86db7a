"""Foundation: sealed fields, sealed files, keys and their rotation."""

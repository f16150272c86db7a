"""Foundation: who did what, in a log that cannot change unnoticed."""

"""The law as pure functions: dates and answers in, dates and reasons out."""

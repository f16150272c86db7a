"""Foundation: clock, states, errors, numbers and page furniture."""

"""Foundation: who may see and do what, and why."""

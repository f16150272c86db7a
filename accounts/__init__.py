"""Foundation: organisations, people, roles and how they sign in."""

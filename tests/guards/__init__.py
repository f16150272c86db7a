"""Guards that every new model, address, field and job meets by itself."""

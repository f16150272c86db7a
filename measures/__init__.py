"""Room: what the municipality imposes."""

"""Room: what is checked on the spot."""

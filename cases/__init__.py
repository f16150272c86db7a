"""Room: what belongs together, and who does what about it."""

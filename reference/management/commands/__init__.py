"""Commands of the reference lists."""

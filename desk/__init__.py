"""Window: my work, help and the style guide."""

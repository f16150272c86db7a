"""Finding names, numbers and dates in a narrative."""

"""Finding names, numbers and dates in a narrative: ``extract(text)`` gives marks, nothing is linked."""

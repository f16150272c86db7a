"""Files about persons: readers (pure) and what is done with what they read."""

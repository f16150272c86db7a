"""Pages of subjects and objects."""

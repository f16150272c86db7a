"""Comparing two descriptions: what agrees, what contradicts, what is missing."""

"""Received tables, whatever file they came in: found, and read row by row. Pure."""

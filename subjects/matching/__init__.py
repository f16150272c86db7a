"""Compares two descriptions of a person, company, address or vehicle; pure Python, no Django."""

"""Readers of public files: maps of areas and extracts of addresses. They know no database."""

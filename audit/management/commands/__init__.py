"""Management commands of the audit room."""

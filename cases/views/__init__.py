"""Pages of cases and actions."""

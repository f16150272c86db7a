"""Every change in the vault."""

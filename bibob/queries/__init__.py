"""What pages of the vault read."""

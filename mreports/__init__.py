"""Vault: raw reports of Meld Misdaad Anoniem, for two people."""

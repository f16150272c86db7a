"""Vault: research under the Wet Bibob, for the specialist of each file; and the look-up of prior measures."""

"""Commands of mreports."""

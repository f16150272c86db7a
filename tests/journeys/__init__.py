"""The ways people go, walked in a real Chromium."""

"""Mails of Meld Misdaad Anoniem: read them, and watch over the anonymity of the reporter. No Django."""

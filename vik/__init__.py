"""Roof: settings, addresses and the worker; imports all, imported by nobody."""

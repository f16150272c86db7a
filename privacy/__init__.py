"""Window: the desk of the privacy officer, with the audit log."""

"""Room: what the table discusses and decides."""

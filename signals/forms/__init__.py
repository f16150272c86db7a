"""Forms of the room signals, one module per part of the work."""

"""Pages of the room, one file per part of the work."""

"""What the pages of the room signals read, one module per part of the work."""

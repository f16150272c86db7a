"""What pages of the room read, one file per page or piece of it."""

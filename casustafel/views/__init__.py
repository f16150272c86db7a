"""Pages of the room casustafel."""

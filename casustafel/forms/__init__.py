"""What is typed in the room casustafel."""

"""Pure readers: a received file becomes tables, columns get a meaning, rows become facts. No Django."""

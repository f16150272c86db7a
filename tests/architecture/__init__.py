"""The house keeps its plan."""

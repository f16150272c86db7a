"""Every change of a signal; one module per part of its life."""

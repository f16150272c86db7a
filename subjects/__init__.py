"""Room: persons, companies, premises and vehicles, and what is known about them."""

"""What a workplace without servers needs: its own PostgreSQL and Redis-compatible server, the demo, the tests."""

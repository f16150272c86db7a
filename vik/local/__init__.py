"""What a workplace without servers needs: its own database and queue, the demo, the tests."""

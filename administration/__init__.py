"""Window: users, roles and reference lists."""

"""What the tests need from the machine they run on: a PostgreSQL, a browser."""

"""SQLite for several writing processes: Django's backend with a fair queue of writers."""

"""A small site with work to do, for the worker's tests."""

"""Parta: a school's diary, journal and live lesson, with its own identity sites."""

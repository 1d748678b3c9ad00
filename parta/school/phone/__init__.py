"""The demo's phone: shows the messages that a demo can't send anywhere."""

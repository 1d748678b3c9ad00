"""Starts, watches and stops the processes of one installation; finds or builds its engines."""

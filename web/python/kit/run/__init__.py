"""Runs that play, pause and go back."""

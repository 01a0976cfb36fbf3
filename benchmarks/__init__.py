"""Measurements of what the program costs; see README.md here."""

"""Withdrawal-coverage monitor: follow one story, its stated deadlines, and every shift of them."""

__version__ = "0.1.0"

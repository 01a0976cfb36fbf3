"""The development set and its figures: ``python -m tests.eval`` prints them, ``floors.json`` pins them."""

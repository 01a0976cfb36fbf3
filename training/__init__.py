"""Training of the bundled encoder. Needed by whoever rebuilds the model, never at run time.

::

    python -m training path/to/corpora          (or: make encoder CORPORA=path/to/corpora)

1. ``texts``       read the openly licensed sentence and word pairs
2. ``vocabulary``  normaliser, stems and word pieces -> tokenizer.json
3. ``teacher``     English vectors of all-MiniLM-L6-v2, the common space that training aims at
4. ``fit``         contrastive training of one vector per piece
5. ``package``     int8 weights, digests and the figures for the data card
"""

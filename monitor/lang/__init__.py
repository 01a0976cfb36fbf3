"""What is known about each language, as data: one TOML file of words per language beside this module.

A file holds two tables of *label = [phrases]*: ``[time]`` (words that time expressions are made of) and
``[cues]``
(words that tell modality, attribution, background and the like). Phrases are written in the normal form of
:func:`monitor.text.normalise`, in lower case; :mod:`monitor.lang.phrases` says how they are matched.
"""

from monitor.lang.lexicon import LANGUAGES, Lexicon, guess, lexicon
from monitor.lang.phrases import Hit, PhraseBook, Token, tokens

__all__ = ["LANGUAGES", "Hit", "Lexicon", "PhraseBook", "Token", "guess", "lexicon", "tokens"]

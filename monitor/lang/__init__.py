"""What is known about each language, as data: one TOML file of words per language beside this module.

A file holds two tables of *label = [phrases]*: ``[time]`` (words that time expressions are made of) and
``[cues]``
(words that tell modality, attribution, background and the like). Phrases are written in the normal form of
:func:`monitor.text.normalise`, in lower case; :mod:`monitor.lang.phrases` says how they are matched.
Which file a text is read with is for :mod:`monitor.lang.detection` to tell.
"""

from monitor.lang.detection import detect
from monitor.lang.lexicon import LANGUAGES, Lexicon, lexicon, lexicon_for
from monitor.lang.phrases import Hit, PhraseBook, Token, tokens

__all__ = ["LANGUAGES", "Hit", "Lexicon", "PhraseBook", "Token", "detect", "lexicon", "lexicon_for", "tokens"]

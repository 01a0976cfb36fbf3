"""What is known about each language, as data: one TOML file of words per language beside this module.

A file holds two tables of *label = [phrases]*: ``[time]`` (words that time expressions are made of) and
``[cues]`` (words that tell modality, attribution, background and the like), and ``grammar``, what its
sentences are like (:data:`monitor.lang.lexicon.GRAMMAR`). Phrases are written in the normal form of
:func:`monitor.text.normalise`, in lower case; :mod:`monitor.lang.phrases` says how they are matched.
Under a label of the kind ``word:`` stand whole words (:meth:`Lexicon.words`). Which file a text is read with
is for :mod:`monitor.lang.detection` to tell. A user's own words are :class:`Changes`, which the settings hold
and hand in.
"""

from monitor.lang.detection import SCRIPTS, UNKNOWN, Signs, detect, known_languages
from monitor.lang.lexicon import (
    LANGUAGES,
    SHIPPED,
    WORD,
    Changes,
    Lexicon,
    Lexicons,
    lexicon,
    lexicon_for,
    word_fault,
)
from monitor.lang.pattern import phrase_fault, spelled_out
from monitor.lang.phrases import Hit, PhraseBook, Word
from monitor.lang.words import Token, tokens

__all__ = [
    "LANGUAGES",
    "SCRIPTS",
    "SHIPPED",
    "UNKNOWN",
    "WORD",
    "Changes",
    "Hit",
    "Lexicon",
    "Lexicons",
    "PhraseBook",
    "Signs",
    "Token",
    "Word",
    "detect",
    "known_languages",
    "lexicon",
    "lexicon_for",
    "phrase_fault",
    "spelled_out",
    "tokens",
    "word_fault",
]

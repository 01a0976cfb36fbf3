"""Alerts in words: plain text that any destination can show, safe to show anywhere.

An alert is forwarded to people who never saw this program, so it carries its own proof: who said what,
where, the old and the new words in the original language, who else carries it, and why it was raised.
"""

from monitor.render.alert import Rendered, disagreement_words, headline, reference, render, who_words
from monitor.render.clean import isolated, isolated_lines, plain, plain_url
from monitor.render.dates import day_words, deadline_words, due_words, instant_words
from monitor.render.phrases import Phrases, languages, load_phrases

__all__ = [
    "Phrases",
    "Rendered",
    "day_words",
    "deadline_words",
    "disagreement_words",
    "due_words",
    "headline",
    "instant_words",
    "isolated",
    "isolated_lines",
    "languages",
    "load_phrases",
    "plain",
    "plain_url",
    "reference",
    "render",
    "who_words",
]

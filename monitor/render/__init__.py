"""Alerts in words: in the language, the markup and the room of each destination, safe to show anywhere.

An alert is forwarded to people who never saw this program, so it carries its own proof: who said what,
where, the old and the new words in the original language, who else carries it, and why it was raised.
"""

from monitor.render.clean import isolated, isolated_lines, plain, plain_url
from monitor.render.compose import alert_sheet, disagreement_words, reference, who_words
from monitor.render.dates import day_words, deadline_words, due_words, instant_words, stated_words
from monitor.render.headline import headline, moved_words
from monitor.render.health import health, health_words
from monitor.render.parked import parked
from monitor.render.phrases import Phrases, languages, load_phrases
from monitor.render.rendering import (
    Look,
    Rendered,
    digest,
    notice,
    render,
    restored,
    retraction,
    update,
)
from monitor.render.style import CAPTION, Room, Style, Unit, room_of, style_of

__all__ = [
    "CAPTION",
    "Look",
    "Phrases",
    "Rendered",
    "Room",
    "Style",
    "Unit",
    "alert_sheet",
    "day_words",
    "deadline_words",
    "digest",
    "disagreement_words",
    "due_words",
    "headline",
    "health",
    "health_words",
    "instant_words",
    "isolated",
    "isolated_lines",
    "languages",
    "load_phrases",
    "moved_words",
    "notice",
    "parked",
    "plain",
    "plain_url",
    "reference",
    "render",
    "restored",
    "retraction",
    "room_of",
    "stated_words",
    "style_of",
    "update",
    "who_words",
]

"""Which style and room a destination has, by its address."""

import warnings
from collections.abc import Iterator

import pytest

from monitor.render import CAPTION, Room, Style, Unit, room_of, style_of
from monitor.render.phrases import _NUMERALS, languages
from monitor.render.style import _small_rooms
from monitor.settings import destinations


@pytest.mark.parametrize(
    ("url", "style"),
    [
        ("terminal", Style.TERMINAL),
        ("jsonl:alerts.jsonl", Style.JSON),
        ("json://host/path", Style.JSON),
        ("jsons://user:pass@host", Style.JSON),
        ("webhook:https://host/path", Style.JSON),
        ("mailto://user:pass@example.org", Style.HTML),
        ("MAILTOS://user:pass@example.org?to=me@example.org", Style.HTML),
        ("mailtos://user:pass@example.org?format=text", Style.TEXT),
        ("tgram://123:abc/456", Style.TELEGRAM),
        ("tgram://123:abc/456?format=text", Style.TEXT),
        ("slack://a/b/c", Style.SLACK),
        ("https://hooks.slack.com/services/a/b/c", Style.SLACK),
        ("discord://id/token", Style.DISCORD),
        ("https://discord.com/api/webhooks/id/token", Style.DISCORD),
        ("matrixs://user:pass@host/room", Style.MATRIX),
        ("ntfy://topic", Style.NTFY),
        ("ntfys://ntfy.example.org/topic", Style.NTFY),
        ("pover://user@token", Style.TEXT),
        ("twilio://sid:token@from/to", Style.TEXT),
        ("https://example.org/hook", Style.TEXT),
        ("json://host?format=text", Style.JSON),
        ("${ADDRESS}", Style.TEXT),
        ("", Style.TEXT),
    ],
)
def test_an_address_tells_its_style(url: str, style: Style) -> None:
    assert style_of(url) is style


@pytest.mark.parametrize(
    ("url", "room"),
    [
        ("tgram://123:abc/456", Room(4096, Unit.UTF16)),
        ("tgram://123:abc/456?format=text", Room(4096, Unit.UTF16)),
        ("slack://a/b/c", Room(3000)),
        ("discord://id/token", Room(2000, Unit.UTF16)),
        ("https://discord.com/api/webhooks/id/token", Room(2000, Unit.UTF16)),
        ("ntfys://host/topic", Room(4096, Unit.BYTES)),
        ("twilio://sid:token@from/to", Room(160)),
        ("pover://user@token", Room(1024)),
        ("mastodons://token@host", Room(500)),
        ("gotify://host/token", Room(32_000)),
        ("terminal", Room(32_000)),
    ],
)
def test_an_address_tells_its_room(url: str, room: Room) -> None:
    assert room_of(url) == room


@pytest.mark.parametrize(
    ("unit", "text", "size"),
    [
        (Unit.CHARS, "خبر", 3),
        (Unit.BYTES, "خبر", 6),
        (Unit.UTF16, "خبر", 3),
        (Unit.UTF16, "🕊", 2),
        (Unit.BYTES, "🕊", 4),
        (Unit.BYTES, "\ud800", 3),
    ],
)
def test_room_is_counted_as_the_service_counts(unit: Unit, text: str, size: int) -> None:
    assert Room(size, unit).holds(text)
    assert not Room(size - 1, unit).holds(text)


def test_the_words_under_a_picture_have_little_room() -> None:
    assert Room(1024, Unit.UTF16) == CAPTION


def plugins() -> Iterator[tuple[str, int]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from apprise.manager_plugins import NotificationManager

        for plugin in NotificationManager().plugins():
            for schemes in (plugin.protocol, plugin.secure_protocol):
                for scheme in (schemes,) if isinstance(schemes, str) else schemes or ():
                    if isinstance(plugin.body_maxlen, int):
                        yield scheme, plugin.body_maxlen


@pytest.mark.slow
def test_small_rooms_are_those_that_apprise_knows() -> None:
    theirs = dict(plugins())
    ours = _small_rooms()
    wrong = {s: (size, theirs[s]) for s, size in ours.items() if s in theirs and theirs[s] != size}
    assert not wrong
    missing = {s: size for s, size in theirs.items() if size < 4096 and room_of(f"{s}://x").size > size}
    assert not missing


def test_settings_know_the_languages_and_digits_without_loading_them() -> None:
    assert destinations.languages() == languages()
    assert tuple(_NUMERALS) == destinations.NUMERALS

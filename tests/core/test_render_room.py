"""However long the words, a message keeps to its room: quotes give way, headline and link stay."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.records import Alert, Field, Quote
from monitor.render import CAPTION, Look, Style, digest, load_phrases, reference, render, room_of
from monitor.render.samples import sample_names, samples
from tests.golden.renderings import ADDRESSES

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
SAMPLES = samples(NOW)
LATER = next(a for a in SAMPLES if a.kind.value == "later")
LONG = {
    "arabic": "سينتهي وجود القوات في الموعد المتفق عليه بين الطرفين " * 20,
    "english": "the last troops will leave the country by the end of the year " * 20,
    "emoji": "🕊🇮🇶 " * 250,
    "markup": "<&>*_`[]|" * 100,
    "one-word": "x" * 1_000,
}
SMALL = {
    "telegram": "tgram://token/chat",
    "slack": "slack://a/b/c",
    "discord": "discord://id/token",
    "matrix": "matrix://host/room",
    "ntfy": "ntfy://topic",
    "mail": "mailto://user:pass@example.org",
    "pushover": "pover://user@token",
    "mastodon": "mastodon://token@host",
    "teams": "workflow://host/workflow/signature",
}


def stuffed(alert: Alert, words: str) -> Alert:
    quote = Quote(Field.BODY, 0, len(words), words)
    many = tuple(f"{words[:200]} {n}" for n in range(60))
    return replace(
        alert,
        quote=quote,
        quote_before=quote,
        title=words,
        speaker=words,
        outlet=words,
        origins=many,
        outlets=(*many, "another"),
        doubts=many,
        facts=many,
    )


def look_at(url: str, language: str = "en") -> Look:
    from monitor.render import style_of

    return Look(language, style_of(url), room_of(url))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("url", SMALL.values(), ids=SMALL)
@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_long_words_fit_with_headline_link_and_reference(words: str, url: str, language: str) -> None:
    look = look_at(url, language)
    for alert in SAMPLES:
        made = render(stuffed(alert, words), names=sample_names(language), look=look)
        assert look.room.holds(f"{made.title}\n{made.body}")
        assert CAPTION.holds(made.title)
        assert len(made.title) <= 360
        assert alert.url is not None
        assert alert.url in made.body
        assert reference(alert.key) in made.body
        if made.markup and look.style is not Style.NTFY:
            assert look.room.holds(made.markup)
            assert alert.url in unescape(made.markup)
            assert reference(alert.key) in made.markup


def test_ntfy_gets_its_message_within_its_bytes() -> None:
    look = look_at("ntfys://host/topic", "ar")
    made = render(stuffed(LATER, LONG["arabic"]), names=sample_names("ar"), look=look)
    sent = json.loads(made.markup)
    assert len(sent["message"].encode()) <= 4096
    assert (sent["title"], sent["priority"]) == (made.title, 4)


def test_quotes_are_the_first_to_give_way() -> None:
    whole = render(stuffed(LATER, LONG["english"]), names={}, look=look_at("gotify://host/token")).body
    short = render(stuffed(LATER, LONG["english"]), names={}, look=look_at("workflow://x")).body
    quoted = re.compile(r"    “([^”]*)”")
    assert [len(q) for q in quoted.findall(whole)] > [500, 500]
    assert all(len(q) < 160 for q in quoted.findall(short))
    assert len(short) <= 1000


@pytest.mark.parametrize("scheme", ["twilio", "plivo", "aprs"])
def test_what_is_too_much_for_a_short_message_is_headline_link_and_reference(scheme: str) -> None:
    made = render(stuffed(LATER, LONG["arabic"]), names=sample_names("en"), look=look_at(f"{scheme}://x"))
    assert made.title.startswith("LATER: End of the coalition's mission: September 2027 → end of 2027")
    assert made.body.splitlines() == [f"Read: {LATER.url}", f"Ref: {reference(LATER.key)}"]


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=3000), st.text(max_size=400))
def test_no_words_break_the_limit_or_the_link(words: str, title: str) -> None:
    for url in ("tgram://x", "discord://x", "slack://x"):
        look = look_at(url)
        made = render(replace(stuffed(LATER, words or "x"), title=title), names={}, look=look)
        assert look.room.holds(made.markup)
        assert str(LATER.url) in unescape(made.markup)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("url", SMALL.values(), ids=SMALL)
@pytest.mark.parametrize("count", [2, 25, 150])
def test_a_digest_tells_how_many_and_leaves_none_out_in_silence(count: int, url: str, language: str) -> None:
    look = look_at(url, language)
    names = sample_names(language)
    alerts = [stuffed(replace(SAMPLES[n % 16], key=f"k{n}"), LONG["arabic"][:400]) for n in range(count)]
    made = digest(alerts, key="digest:out:1", names=names, look=look)
    assert load_phrases(language).count("alerts", count) in made.title
    forms = [f"{made.title}\n{made.body}", *([made.markup] if look.style is not Style.NTFY else [])]
    for form in filter(None, forms):
        assert look.room.holds(form)
        shown = sum(reference(alert.key) in form for alert in alerts)
        if shown < count:
            assert load_phrases(language).count("left", count - shown) in form
            assert "monitor alerts" in form
        assert reference("digest:out:1") in form


def test_styles_with_addresses_are_all_styles() -> None:
    assert set(ADDRESSES) == set(Style)

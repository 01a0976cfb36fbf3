"""Foreign text stays text in every style: no markup, nobody called, no headers, no direction tricks."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from monitor.records import (
    Alert,
    Confirmation,
    Deadline,
    Field,
    Passage,
    Quote,
    Rank,
    Score,
    ScoreReason,
    SeedPassage,
    Stated,
)
from monitor.render import Look, Rendered, Style, digest, render, retraction, room_of, update
from monitor.render.samples import sample_names, samples
from tests.golden.renderings import ADDRESSES

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
SAMPLES = {alert.kind.value: alert for alert in samples(NOW)}
HTML = (Style.HTML, Style.TELEGRAM, Style.MATRIX)
CHATS = (Style.TELEGRAM, Style.SLACK, Style.DISCORD, Style.MATRIX)
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"'><img src=x onerror=alert(1)>",
    "link": '<a href="javascript:alert(1)">here</a> [here](http://evil.example) <http://evil.example|here>',
    "closing": "</blockquote></td></table></body></html>",
    "entities": "&lt;b&gt; &amp;#60;",
    "mentions": "@everyone @here @channel @room @somebody <@U1234> <!channel> <!here> <#C1234> <@&77>",
    "markdown": "**bold** __under__ ~~gone~~ `code` ```block``` ||hidden|| # head",
    "mrkdwn": "*bold* _italic_ ~gone~ `code`",
    "emoji": ":skull: :tada:",
    "command": "/start /kick",
    "header": "news\r\nBcc: victim@example.org\r\n\r\n<b>body</b>",
    "bidi": "\u202egnp.exe\u202c \u2067x\u2066 \u2069\u2069 \u061c\u200f",
    "terminal": "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x9b2J\x07",
    "breaks": "one\u2028two\u2029three\x0bfour\x85five",
    "template": "{url} {words} {} {0} %s ${HOME}",
    "list": "> quoted",
    "surrogate": "x\ud800y",
}


def poisoned(alert: Alert, text: str) -> Alert:
    """The alert with ``text`` wherever words come from outside."""

    def quote(one: Quote | None) -> Quote | None:
        return None if one is None else Quote(Field.BODY, 0, len(text), text)

    def row(one: Stated) -> Stated:
        statement = replace(one.statement, speaker=text, quote=Quote(Field.BODY, 0, len(text), text))
        return replace(one, statement=statement, outlet=text, origin=text, title=text, lang=text)

    def deadline(one: Deadline | None) -> Deadline | None:
        return None if one is None else replace(one, set_by=row(one.set_by))

    score = alert.score and Score(
        0.9,
        True,
        ScoreReason.ABOVE,
        Passage(Field.BODY, 0, len(text), f"before {text}"),
        SeedPassage(text, text),
        (text,),
        text,
        leaving=alert.score.leaving
        and replace(alert.score.leaving, words=text, who=text or "x", where=text or "x"),
    )
    return replace(
        alert,
        entry=alert.entry and text,
        title=text,
        outlet=text,
        lang=text,
        url=f"https://example.org/{text}",
        before=deadline(alert.before),
        after=deadline(alert.after),
        quote=quote(alert.quote),
        quote_before=quote(alert.quote_before),
        speaker=text,
        reason=text,
        credited=text,
        confirmed=Confirmation(NOW, text, text, text, Rank.OFFICIAL),
        origins=(text, f"{text} 2"),
        outlets=(text, f"{text} 2", f"{text} 3"),
        doubts=(text,),
        facts=(text,) if alert.facts else (),
        score=score or None,
    )


def everything(style: Style, language: str, text: str) -> list[Rendered]:
    look = Look(language, style, room_of(ADDRESSES[style]))
    names = {"sample": text}
    alerts = [poisoned(SAMPLES[kind], text) for kind in ("later", "coverage", "denied", "lapsed")]
    return [
        *(render(alert, names=names, look=look) for alert in alerts),
        digest([*alerts, text], key="digest:out:1", names=names, look=look),
        update(alerts[0], (), names=names, look=look),
        retraction(alerts[0], alerts[0].before, names=names, look=look),
    ]


class Page(HTMLParser):
    """Tags, links and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


OURS = {
    Style.TELEGRAM: {"b", "i", "a", "code", "blockquote"},
    Style.MATRIX: {"strong", "em", "a", "code", "blockquote", "br"},
    Style.HTML: {
        "html", "head", "meta", "title", "style", "body", "table", "tr", "td", "div", "span", "bdi", "a",
        "code", "blockquote",
    },
}  # fmt: skip
ATTRIBUTES = {
    Style.TELEGRAM: {"href"},
    Style.MATRIX: {"href"},
    Style.HTML: {
        "lang", "dir", "charset", "name", "content", "class", "style", "role", "width", "cellpadding",
        "cellspacing", "align", "valign", "href", "rel",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_is_hidden_in_what_is_shown(text: str, style: Style, language: str) -> None:
    for made in everything(style, language, text):
        assert not re.search(r"[\r\n\u2028\u2029]", made.title)
        for shown in (made.title, made.body, made.markup):
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)
            for line in shown.splitlines():
                depth = 0
                for char in line:
                    depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
                    assert depth >= 0
                assert depth == 0, "a direction that is opened is closed on its line"


@pytest.mark.parametrize("style", HTML)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_pages_hold_our_tags_only(text: str, style: Style) -> None:
    for made in everything(style, "en", text):
        page = Page()
        page.feed(made.markup)
        assert page.tags <= OURS[style]
        assert page.attributes <= ATTRIBUTES[style]
        assert all(link.startswith("https://example.org/") for link in page.links)


@pytest.mark.parametrize("style", CHATS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nobody_is_called(text: str, style: Style) -> None:
    for made in everything(style, "en", text):
        for shown in (made.title, made.body, re.sub(r"https://[^\s>|\"]*", "", made.markup)):
            assert not re.search(r"@[\w&!]", shown)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_slack_reads_no_markup_but_ours(text: str) -> None:
    for made in everything(Style.SLACK, "en", text):
        links = re.compile(r"<https://example\.org/[^<>|\s]*\|[^<>|]*>")
        rest = links.sub("", made.markup)
        assert "<" not in rest
        assert ">" not in re.sub(r"^> ", "", rest, flags=re.MULTILINE)
        assert not re.search(r":[a-z0-9+-][\w+-]*:", rest)
        # Bold headlines and dates, faint labels, one command: each opened and closed on its own line.
        for line in rest.splitlines():
            assert all(line.count(sign) in (0, 2) for sign in "*_`")
            assert "~" not in line
        assert not any(line.startswith("&gt;") for line in rest.splitlines())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_discord_reads_no_markup_but_ours(text: str) -> None:
    for made in everything(Style.DISCORD, "en", text):
        rest = re.sub(r"\\[^A-Za-z0-9\s]", "", made.markup)
        rest = re.sub(r"\[[^\[\]]*\]\(<https://example\.org/[^<>\s]*>\)", "", rest)
        rest = re.sub(r"^> ", "", rest, flags=re.MULTILINE)
        rest = re.sub(r"`[^`]*`", "", rest)
        assert not re.search(r"[<>\[\]|~_#]", rest)
        assert not re.search(r":[a-z0-9+-][\w+-]*:", rest)
        for line in rest.splitlines():
            assert line.count("*") in (0, 2, 4, 6)
            assert not re.match(r"[-+] |\d+[.] ", line)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_telegram_offers_no_commands(text: str) -> None:
    for made in everything(Style.TELEGRAM, "en", text):
        assert not re.search(r"(?<![\w/<])/\w", re.sub(r'<[^>]*>|"[^"]*"', "", made.markup))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_ntfy_gets_one_object_with_our_keys(text: str) -> None:
    for made in everything(Style.NTFY, "en", text):
        sent = json.loads(made.markup)
        assert sent.keys() <= {"title", "message", "priority", "tags", "click"}
        assert all(re.fullmatch(r"[a-z0-9_]+", tag) for tag in sent["tags"])
        assert sent.get("click", "https://").startswith("https://")


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "JaVaScRiPt:x",
        " javascript:x",
        "file:///etc/passwd",
        "//x",
    ],
)
def test_only_web_links_are_shown(url: str, style: Style) -> None:
    look = Look("en", style, room_of(ADDRESSES[style]))
    made = render(replace(SAMPLES["later"], url=url), names=sample_names("en"), look=look)
    assert "script" not in (made.title + made.body + made.markup).replace("Script", "script").lower()
    assert "passwd" not in made.body + made.markup
    assert "Read" not in made.body


def test_the_host_that_is_shown_is_the_one_that_is_followed() -> None:
    look = Look("en", Style.SLACK, room_of("slack://a/b/c"))
    fooling = replace(SAMPLES["later"], url="https://trusted.example@evil.example/https://trusted.example")
    assert "|Read: evil.example>" in render(fooling, names={}, look=look).markup

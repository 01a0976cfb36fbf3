"""OPML: what is written reads as the same, other readers' files are understood, hostile ones refused."""

import tomllib
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import opml
from monitor.errors import ArchiveError
from monitor.records import Feed
from monitor.settings.feedtext import as_toml

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

FEEDS = (
    Feed("wire-ar", "https://example.org/rss?a=1&b=2", "السلك <الأول>", "Wire & Sons", "ar"),
    Feed("wire.en", "https://example.org/en", "Wire", "Wire & Sons", "en", timedelta(minutes=45), False),
    Feed("mixed", "http://example.net/feed", "Mixed", "Mixed", paused=True),
)


def read(body: str) -> tuple[Feed, ...]:
    feeds, problems = opml.read(f'<opml version="2.0"><body>{body}</body></opml>'.encode(), "my.opml")
    assert not problems
    return feeds


def test_what_is_written_reads_as_the_same() -> None:
    assert opml.read(opml.write(FEEDS, AT), "my.opml") == (FEEDS, ())


def test_what_is_written_is_opml_for_others() -> None:
    written = opml.write(FEEDS[:1], AT).decode()
    assert written.startswith("<?xml version='1.0' encoding='utf-8'?>\n<opml")
    assert 'version="2.0"' in written
    assert "<dateCreated>Fri, 02 Jan 2026 03:04:00 GMT</dateCreated>" in written
    assert 'type="rss" text="السلك &lt;الأول&gt;"' in written
    assert 'language="ar"' in written


def test_folders_are_topics_not_owners() -> None:
    feeds = read(
        '<outline text="News"><outline text="Iraq"><outline text="A" xmlUrl="https://a.example/"/></outline>'
        '<outline text="B" xmlUrl="https://b.example/"/></outline>'
    )
    assert [(f.name, f.outlet, f.origin) for f in feeds] == [("a", "A", "A"), ("b", "B", "B")]


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        ('text="T" title="Title" xmlUrl="https://h.example/"', ("title", "Title", None)),
        ('xmlUrl="https://www.h.example/rss"', ("h.example", "h.example", None)),
        ('TEXT="T" XMLURL="https://h.example/"', ("t", "T", None)),
        (
            'text="شفق نيوز" xmlUrl="https://shafaq.example/ar" language="ar-IQ"',
            ("shafaq.example", "شفق نيوز", "ar"),
        ),
        ('text="T" xmlUrl=" https://h.example/ " language="unknown"', ("t", "T", None)),
    ],
    ids=["title over text", "no words", "upper case", "Arabic", "spaces and no language"],
)
def test_other_readers(outline: str, expected: tuple[str, str, str | None]) -> None:
    [feed] = read(f"<outline {outline}/>")
    assert (feed.name, feed.outlet, feed.lang) == expected
    assert feed.url.strip() == feed.url


def test_each_address_once_and_each_name_once() -> None:
    feeds = read(
        '<outline text="A" xmlUrl="https://1.example/"/>' * 2
        + '<outline text="a" xmlUrl="https://2.example/"/>'
    )
    assert [(f.name, f.url) for f in feeds] == [("a", "https://1.example/"), ("a-2", "https://2.example/")]


@pytest.mark.parametrize(
    "url", ["ftp://h.example/", "javascript:alert(1)", "https://", "https://a b/", "http://[::1"]
)
def test_an_address_that_cannot_be_a_feed_is_left_out_and_named(url: str) -> None:
    document = f'<opml>\n<body>\n<outline xmlUrl="{url}"/><outline text="A" xmlUrl="https://a.example/"/></body></opml>'
    feeds, [problem] = opml.read(document.encode(), "my.opml")
    assert [f.name for f in feeds] == ["a"]
    assert (problem.file, problem.line) == ("my.opml", 3)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "no well-formed XML"),
        (b"<opml><body>", "no well-formed XML"),
        (b"<html/>", "no OPML"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "document type"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>', "document type"),
        (b" " * (opml.LARGEST + 1), "is larger"),
    ],
    ids=["empty", "cut off", "HTML", "entities", "foreign document type", "too large"],
)
def test_what_is_no_opml_is_refused(document: bytes, words: str) -> None:
    with pytest.raises(ArchiveError, match=words):
        opml.read(document, "my.opml")


def test_deep_folders_are_read() -> None:
    depth = 20_000
    body = "<outline>" * depth + '<outline text="A" xmlUrl="https://a.example/"/>' + "</outline>" * depth
    assert len(read(body)) == 1


def test_only_new_feeds_are_added_under_names_of_their_own() -> None:
    known = (Feed("a", "https://www.a.example/rss/", "A", "A"),)
    found = (Feed("x", "https://a.example/rss", "X", "X"), Feed("a", "https://b.example/", "B", "B"))
    assert opml.additions(found, known) == (Feed("a-2", "https://b.example/", "B", "B"),)


def test_tables_for_the_feed_list() -> None:
    rows = tomllib.loads(as_toml(FEEDS))["feed"]
    assert rows == [
        {
            "name": "wire-ar",
            "url": FEEDS[0].url,
            "outlet": "السلك <الأول>",
            "origin": "Wire & Sons",
            "lang": "ar",
        },
        {
            "name": "wire.en",
            "url": FEEDS[1].url,
            "outlet": "Wire",
            "origin": "Wire & Sons",
            "lang": "en",
            "interval": "2700s",
            "fulltext": False,
        },
        {"name": "mixed", "url": FEEDS[2].url, "outlet": "Mixed", "paused": True},
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_make_a_table_that_reads_as_the_same(outlet: str, origin: str) -> None:
    try:
        outlet.encode(), origin.encode()
    except UnicodeEncodeError:
        return
    [row] = tomllib.loads(as_toml([Feed("f", "https://a.example/", outlet, origin)]))["feed"]
    assert (row["outlet"], row.get("origin", outlet)) == (outlet, origin)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(document: bytes) -> None:
    with suppress(ArchiveError):
        opml.read(document, "my.opml")

"""Documents made to hurt: refused or read within bounds, never an exception of another kind."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.parse import ParseLimits, parse
from monitor.records import Outage, ParsedFeed

URL = "https://news.example/feed"
FEEDS = Path(__file__).parents[1] / "golden" / "feeds"
DOCUMENTS = {path.name: path.read_bytes() for path in sorted(FEEDS.iterdir()) if path.name.count(".") == 1}


def attempt(
    body: bytes, content_type: str | None = None, limits: ParseLimits | None = None
) -> ParsedFeed | None:
    """The feed, or None for a ParseError; anything else is a failure."""
    try:
        return parse(body, content_type, URL, limits or ParseLimits())
    except ParseError as error:
        if URL not in str(error):
            raise AssertionError("the message does not say where") from error
        return None


def clean_text(feed: ParsedFeed) -> bool:
    for entry in feed.entries:
        for text in (entry.title, entry.summary, entry.body, entry.outlet or "", entry.published_text):
            text.encode("utf-8")
            assert not any(c in text for c in "\0\x0b\x1b\x85\x9b\u202e\u2066\ufeff")
        assert "\n" not in entry.title
        assert len(entry.title) <= 300
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        assert entry.published_at is None or entry.published_at.tzinfo is UTC
    return True


@given(
    st.binary(max_size=400), st.sampled_from([None, "text/xml", "application/json", "text/html; charset=x"])
)
@example(b"\xff\xfe<\0", None)
@example(b"\0\0\xfe\xff", None)
@example(b"<rss><!DOCTYPE [", "text/xml")
@example(b"<!DOCTYPE rss [<!ENTITY a '>'", None)
@example(b"<rss><channel><item><title>&#99999999;&#xFFFFFFFF;", None)
@example(b"[" * 5000, "application/json")
@example(b'{"items":' + b"[" * 50_000, "application/json")
@settings(deadline=None, max_examples=150)
def test_any_bytes_parse_or_raise_parse_error(body: bytes, content_type: str | None) -> None:
    feed = attempt(body, content_type)
    assert feed is None or clean_text(feed)


@given(st.sampled_from(sorted(DOCUMENTS)), st.integers(0, 2**32))
@settings(deadline=None, max_examples=250)
def test_damaged_documents_parse_or_raise_parse_error(name: str, seed: int) -> None:
    chance = random.Random(seed)
    body = bytearray(DOCUMENTS[name])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(body) + 1)
        match chance.randrange(5):
            case 0:
                body[at : at + chance.randint(1, 30)] = b""
            case 1:
                body[at:at] = chance.choice(
                    [
                        b"<",
                        b">",
                        b"&",
                        b"<item>",
                        b"</item>",
                        b"<![CDATA[",
                        b"]]>",
                        b"<!--",
                        b"\xff",
                        b"\0",
                        b"&#xD800;",
                        b'"',
                    ]
                )
            case 2 if at < len(body):
                body[at] = chance.randrange(256)
            case 3:
                body[at:at] = body[chance.randrange(len(body) + 1) :][: chance.randint(1, 200)]
            case _:
                del body[len(body) - chance.randrange(len(body) // 4 + 1) :]
    feed = attempt(bytes(body), "text/xml")
    assert feed is None or clean_text(feed)


@given(st.text(max_size=60), st.text(max_size=200))
@settings(deadline=None, max_examples=100)
def test_any_title_and_teaser_come_out_clean(title: str, teaser: str) -> None:
    from xml.sax.saxutils import escape

    item = f"<item><title>{escape(title)}</title><description>{escape(teaser)}</description></item>"
    feed = attempt(f"<rss><channel>{item}</channel></rss>".encode("utf-8", "surrogatepass"))
    assert feed is None or clean_text(feed)


def rss(items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>".encode()


ITEM = "<item><title>good</title><link>https://news.example/1</link></item>"


def test_entities_are_never_expanded() -> None:
    bomb = b"<!DOCTYPE r [<!ENTITY a0 'x'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    feed = parse(bomb + b"]>" + rss(ITEM + "<item><title>&a11;</title></item>"), None, URL)
    assert [e.title for e in feed.entries] == ["good", "&a11;"]


def test_a_quadratic_entity_costs_nothing() -> None:
    long = b"<!DOCTYPE r [<!ENTITY a '" + b"A" * 100_000 + b"'>]>"
    feed = parse(long + rss(ITEM + "<item><title>" + "&a;" * 20_000 + "</title></item>"), None, URL)
    assert feed.entries[0].title == "good"
    assert len(feed.entries[1].title) <= 300


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<rss><channel><item>" + b"<a>" * 100_000, id="unclosed"),
        pytest.param(
            b"<rss><channel>" + b"<a>" * 500 + b"</a>" * 500 + b"</channel></rss>", id="well-formed"
        ),
        pytest.param(b"<rss><channel><item></title>" + b"<a>" * 100_000, id="after-an-error"),
    ],
)
def test_deep_nesting_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError, match="200 deep") as raised:
        parse(body, None, URL)
    assert raised.value.outage is Outage.PARSE


def test_unclosed_html_in_a_broken_feed_is_not_depth() -> None:
    feed = parse(
        rss(ITEM + "<item><title>x</title><description>" + "a<br><p>" * 400 + "</description></item>"),
        None,
        URL,
    )
    assert [e.title for e in feed.entries] == ["good", "x"]


NEW, OLD = "Mon, 09 Sep 2024 00:00:00 GMT", "Sun, 01 Sep 2024 00:00:00 GMT"


@pytest.mark.parametrize(
    ("first", "last", "flaw", "kept"),
    [
        pytest.param(NEW, OLD, "", ["0", "1", "2"], id="newest-first"),
        pytest.param(OLD, NEW, "", ["7", "8", "9"], id="oldest-first"),
        pytest.param("", "", "", ["0", "1", "2"], id="undated"),
        pytest.param(NEW, OLD, "<b>", ["0", "1", "2"], id="broken"),
    ],
)
def test_the_newest_entries_within_the_limit_are_kept(
    first: str, last: str, flaw: str, kept: list[str]
) -> None:
    dates = [first, *[""] * 8, last]
    items = "".join(f"<item><title>{n}</title><pubDate>{d}</pubDate></item>" for n, d in enumerate(dates))
    feed = parse(
        rss(items + flaw), None, URL, ParseLimits(max_entries=3), now=datetime(2024, 9, 10, tzinfo=UTC)
    )
    assert [e.title for e in feed.entries] == kept
    assert "7 entries beyond the limit of 3 left out" in feed.problems


def test_the_newest_entries_of_a_json_feed_are_kept() -> None:
    items = [
        {"id": str(n), "title": str(n), "date_published": f"2024-09-0{n}T00:00:00Z"} for n in range(1, 6)
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    feed = parse(body, None, URL, ParseLimits(max_entries=2), now=datetime(2024, 9, 10, tzinfo=UTC))
    assert [e.title for e in feed.entries] == ["4", "5"]


def test_a_huge_document_is_refused_unread() -> None:
    with pytest.raises(ParseError, match=r"holds 2\.0 MB; at most 1\.0 MB") as raised:
        parse(b"x" * 2_000_000, None, URL, ParseLimits(max_bytes=1_000_000))
    assert raised.value.outage is Outage.TOO_LARGE


@pytest.mark.parametrize(
    "filler",
    [
        pytest.param("<![CDATA[", id="cdata"),
        pytest.param("<!--", id="comment"),
        pytest.param("&", id="ampersand"),
        pytest.param("<a b='", id="quote"),
        pytest.param("<", id="angle"),
        pytest.param("<item ", id="item"),
        pytest.param("<!DOCTYPE [", id="doctype"),
        pytest.param("&#x", id="reference"),
        pytest.param("<link ", id="link"),
    ],
)
@pytest.mark.parametrize("place", ["before", "inside"])
def test_repeated_openings_are_read_in_linear_time(filler: str, place: str) -> None:
    # Quadratic reading of a few hundred kilobytes takes minutes: the suite's own patience is the test.
    hostile = filler * (200_000 // len(filler))
    body = hostile + rss(ITEM).decode() if place == "before" else rss(ITEM + hostile).decode()
    feed = attempt(body.encode())
    assert feed is None or clean_text(feed)

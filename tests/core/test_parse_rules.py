"""Rules for single fields of an element, in every format that has them."""

from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest

from monitor.errors import ParseError
from monitor.parse import parse
from monitor.records import Outage, ParsedEntry, ParsedFeed

URL = "https://news.example/feeds/x.xml"
NOW = datetime(2024, 9, 10, 12, tzinfo=UTC)


def channel(head: str = "", *items: str) -> ParsedFeed:
    inner = "".join(f"<item>{i}</item>" for i in items)
    return parse(f"<rss version='2.0'><channel>{head}{inner}</channel></rss>".encode(), None, URL, now=NOW)


def only(*fields: str) -> ParsedEntry:
    (entry,) = channel("", "<title>t</title>" + "".join(fields)).entries
    return entry


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("Sun, 08 Sep 2024 18:10:00 +0300", "2024-09-08T15:10", id="rfc822"),
        pytest.param("2024-09-08T18:10:00+03:00", "2024-09-08T15:10", id="iso"),
        pytest.param("Sun, 08 Sep 2024 18:10:00", "2024-09-08T18:10", id="no-zone-is-utc"),
        pytest.param("2024-09-08 18:10:00", "2024-09-08T18:10", id="database"),
        pytest.param("08 Sep 2024 18:10", "2024-09-08T18:10", id="no-seconds"),
        pytest.param("Sun, 8 September 2024 18:10:00 GMT+3", "2024-09-08T15:10", id="offset-in-words"),
        pytest.param("٢٠٢٤-٠٩-٠٨T18:10:00Z", "2024-09-08T18:10", id="arabic-digits"),
        pytest.param("Wed, 11 Sep 2024 11:00:00 GMT", "2024-09-11T11:00", id="23-hours-ahead"),
        pytest.param("Wed, 11 Sep 2024 13:00:00 GMT", None, id="25-hours-ahead"),
        pytest.param("Thu, 01 Jan 1970 00:00:00 GMT", None, id="epoch"),
        pytest.param("Sat, 31 Dec 1994 23:59:59 GMT", None, id="before-feeds"),
        pytest.param("Sun, 01 Jan 1995 00:00:00 GMT", "1995-01-01T00:00", id="first-feeds"),
        pytest.param("الأحد، ٠٨ سبتمبر ٢٠٢٤", "2024-09-08T00:00", id="arabic-words"),
        pytest.param("الأحد 8 أيلول 2024 - 6:10 م", "2024-09-08T18:10", id="arabic-afternoon"),
        pytest.param("8 تشرين الثاني 2023 12:05:06 ص +0300", "2023-11-07T21:05", id="arabic-two-word-month"),
        pytest.param("31 شباط 2024", None, id="no-such-day"),
        pytest.param("8 شيء 2024", None, id="no-such-month"),
        pytest.param("الأحد 8 أيلول", None, id="no-year"),
        pytest.param("0000-00-00", None, id="zeros"),
        pytest.param("9999999999999", None, id="number"),
    ],
)
def test_dates(written: str, day: str | None) -> None:
    entry = only(f"<pubDate>{written}</pubDate>")
    assert entry.published_text == written
    assert (entry.published_at.isoformat()[:16] if entry.published_at else None) == day


def test_publication_counts_before_change() -> None:
    entry = only(
        "<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2024-09-09T00:00:00Z</dc:date>",
        "<pubDate>Sun, 08 Sep 2024 00:00:00 GMT</pubDate>",
    )
    assert entry.published_text.startswith("Sun, 08")


@pytest.mark.parametrize(
    ("link", "site", "url"),
    [
        pytest.param("https://a.example/1", "", "https://a.example/1", id="absolute"),
        pytest.param("/1", "", "https://news.example/1", id="root-relative-to-the-feed"),
        pytest.param(
            "1.html", "https://site.example/ar/", "https://site.example/ar/1.html", id="relative-to-the-site"
        ),
        pytest.param("//cdn.example/1", "", "https://cdn.example/1", id="scheme-relative"),
        pytest.param(" https://a.example/1 \n", "", "https://a.example/1", id="white-space"),
        pytest.param("https://a.example/خبر 1", "", "https://a.example/خبر%201", id="arabic-path"),
        pytest.param("javascript:alert(1)", "", None, id="javascript"),
        pytest.param("data:text/html,x", "", None, id="data"),
        pytest.param("http://", "", None, id="no-host"),
        pytest.param("http://[::1", "", None, id="broken-host"),
        pytest.param("", "", None, id="empty"),
    ],
)
def test_links(link: str, site: str, url: str | None) -> None:
    head = f"<link>{site}</link>" if site else ""
    (entry,) = channel(head, f"<title>t</title><link>{escape(link)}</link>").entries
    assert entry.url == url


@pytest.mark.parametrize(
    ("guid", "kept", "url"),
    [
        pytest.param(
            "<guid>https://a.example/7</guid>", "https://a.example/7", "https://a.example/7", id="permalink"
        ),
        pytest.param("<guid isPermaLink='false'>7</guid>", "7", None, id="opaque"),
        pytest.param("<guid> tag:x,2024:7\n</guid>", "tag:x,2024:7", None, id="tag"),
        pytest.param("<guid/>", None, None, id="empty"),
        pytest.param("", None, None, id="missing"),
    ],
)
def test_guids(guid: str, kept: str | None, url: str | None) -> None:
    entry = only(guid)
    assert (entry.guid, entry.url) == (kept, url)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        pytest.param("انسحاب &amp;quot;تدريجي&amp;quot;", 'انسحاب "تدريجي"', id="doubly-escaped-ar"),
        pytest.param("AT&amp;amp;T &amp;lt;b&amp;gt;", "AT&T <b>", id="doubly-escaped-en"),
        pytest.param("&lt;b&gt;bold&lt;/b&gt; move", "bold move", id="escaped-markup"),
        pytest.param("<![CDATA[<b>ثقيل</b>]]>", "ثقيل", id="cdata-markup"),
        pytest.param("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3", id="comparison"),
        pytest.param("a\n   b\t c", "a b c", id="one-line"),
        pytest.param(
            "\u202bيمين\u202c\u200f إلى\ufeff يسار\u00ad", "يمين\u200f إلى يسار", id="direction-marks"
        ),
        pytest.param("می\u200cخواهد", "می\u200cخواهد", id="joiner-kept"),
        pytest.param("e\u0301tat", "état", id="composed"),
    ],
)
def test_titles(written: str, title: str) -> None:
    assert channel("", f"<title>{written}</title>").entries[0].title == title


def test_a_long_title_is_cut_at_a_word() -> None:
    title = channel("", f"<title>{'كلمة ' * 100}</title>").entries[0].title
    assert len(title) <= 300
    assert title.endswith("كلمة…")


CONTENT = "xmlns:c='http://purl.org/rss/1.0/modules/content/'"


@pytest.mark.parametrize(
    ("description", "content", "summary", "body"),
    [
        pytest.param(
            "teaser", "<p>teaser and</p><p>much more</p>", "teaser", "teaser and\nmuch more", id="both"
        ),
        pytest.param("a longer teaser", "short", "a longer teaser", "", id="content-shorter"),
        pytest.param("same", "<p>same</p>", "", "same", id="same-twice"),
        pytest.param("", "<p>كامل</p>", "", "كامل", id="content-only"),
        pytest.param("t", "", "", "", id="repeats-the-title"),
        pytest.param("كلمة " * 400, "", "", ("كلمة " * 400).strip(), id="description-is-the-article"),
    ],
)
def test_teaser_and_body(description: str, content: str, summary: str, body: str) -> None:
    fields = f"<description>{escape(description)}</description>" if description else ""
    fields += f"<c:encoded {CONTENT}>{escape(content)}</c:encoded>" if content else ""
    entry = only(fields)
    assert (entry.summary, entry.body) == (summary, body)


@pytest.mark.parametrize(
    ("head", "ttl"),
    [
        pytest.param("<ttl>60</ttl>", timedelta(hours=1), id="ttl"),
        pytest.param("<ttl>0</ttl>", None, id="zero"),
        pytest.param("<ttl>soon</ttl>", None, id="words"),
        pytest.param("<ttl>-5</ttl>", None, id="negative"),
        pytest.param("<ttl>99999999999999</ttl>", timedelta(days=365), id="absurd"),
        pytest.param("<s:updatePeriod>daily</s:updatePeriod>", timedelta(days=1), id="daily"),
        pytest.param(
            "<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>4</s:updateFrequency>",
            timedelta(minutes=15),
            id="four-an-hour",
        ),
        pytest.param(
            "<ttl>30</ttl><s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>0</s:updateFrequency>",
            timedelta(hours=1),
            id="longest-counts",
        ),
        pytest.param("", None, id="none"),
    ],
)
def test_wished_interval(head: str, ttl: timedelta | None) -> None:
    body = f"<rss xmlns:s='http://purl.org/rss/1.0/modules/syndication/'><channel>{head}</channel></rss>"
    assert parse(body.encode(), None, URL).ttl == ttl


@pytest.mark.parametrize(
    ("written", "lang"),
    [
        ("ar-SA", "ar"),
        ("EN_us", "en"),
        ("ara", "ar"),
        ("fas", "fa"),
        ("العربية", None),
        ("und", None),
        ("x" * 50, None),
    ],
)
def test_language_of_a_feed(written: str, lang: str | None) -> None:
    assert channel(f"<language>{written}</language>").lang == lang


@pytest.mark.parametrize(
    ("title", "outlet", "kept"),
    [
        pytest.param("عنوان الخبر - وكالة المثال", "وكالة المثال", "عنوان الخبر", id="ar"),
        pytest.param(
            "A headline - with a dash - The Sample", "The Sample", "A headline - with a dash", id="en"
        ),
        pytest.param("About The Sample", "The Sample", "About The Sample", id="no-dash"),
        pytest.param("- The Sample", "The Sample", "- The Sample", id="nothing-else"),
    ],
)
def test_the_outlet_of_a_news_search(title: str, outlet: str, kept: str) -> None:
    feed = channel("", f"<title>{title}</title><source url='https://s.example'>{outlet}</source>")
    assert (feed.entries[0].title, feed.entries[0].outlet) == (kept, outlet)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        pytest.param(b"<html><body>hi</body></html>", "a web page, not a feed", id="page"),
        pytest.param(b"<!doctype html>\n<title>x</title>", "a web page", id="page-without-html"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG image", id="svg"),
        pytest.param(b"<kml/>", "an XML document of <kml>", id="other-xml"),
        pytest.param(b"%PDF-1.7", "a PDF file", id="pdf"),
        pytest.param(b"\x1f\x8b\x08\0", "gzip data", id="gzip"),
        pytest.param(b"   ", "an empty document", id="blank"),
        pytest.param("خدمة غير متاحة".encode(), "plain text", id="text"),
        pytest.param(b"[1, 2]", "JSON that is not a JSON Feed", id="json"),
        pytest.param(b"{oops", "neither XML nor valid JSON", id="no-json"),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, what: str) -> None:
    with pytest.raises(ParseError) as raised:
        parse(body, None, URL)
    assert raised.value.outage is Outage.NOT_A_FEED
    assert URL in str(raised.value)
    assert what in str(raised.value)


def whole(n: int) -> str:
    return f"<title>Title {n}</title><link>https://e.example/{n}</link><description>Text {n}</description>"


LINK = "<link>https://e.example/3</link>"


@pytest.mark.parametrize(
    ("third", "title", "summary"),
    [
        pytest.param(f"<title>a < b and c</title>{LINK}", "a < b and c", "", id="angle-in-title"),
        pytest.param(f"<title>خبر & آخر</title>{LINK}", "خبر & آخر", "", id="ampersand"),
        pytest.param(f"<title>t</title>{LINK}<description>Text 3", "t", "", id="unclosed-description"),
        pytest.param(
            f"<title>t</title>{LINK}<description><![CDATA[Text 3</description>", "t", "", id="unclosed-cdata"
        ),
        pytest.param(
            f"<title>t</title>{LINK}<description><p>نص<br>آخر</p></description>", "t", "نص\nآخر", id="html"
        ),
        pytest.param(
            f"<title>t</title>{LINK}<enclosure url=x.mp3 length=1>", "t", "", id="unquoted-attribute"
        ),
        pytest.param(f"<title>t</title></b>{LINK}", "t", "", id="stray-end-tag"),
        pytest.param(
            f"<title>t</title>{LINK}<description><b><i>x</b></i></description>", "t", "x", id="crossed-tags"
        ),
        pytest.param(f'<title a="1" a="2">t</title>{LINK}', "t", "", id="attribute-twice"),
        pytest.param(f"<title>t</title>{LINK}<media:thumbnail url='x'/>", "t", "", id="unknown-prefix"),
    ],
)
def test_a_broken_element_does_not_harm_its_neighbours(third: str, title: str, summary: str) -> None:
    feed = channel("<title>T</title>", whole(1), whole(2), third, whole(4), whole(5))
    assert [(e.title, e.url, e.summary) for e in feed.entries if e.url != "https://e.example/3"] == [
        (f"Title {n}", f"https://e.example/{n}", f"Text {n}") for n in (1, 2, 4, 5)
    ]
    assert [(e.title, e.summary) for e in feed.entries if e.url == "https://e.example/3"] == [
        (title, summary)
    ]
    assert feed.problems


def test_an_element_that_is_never_closed_does_not_swallow_the_next() -> None:
    body = f"<rss><channel><item>{whole(1)}<item>{whole(2)}</item><item>{whole(3)}</item></channel></rss>"
    assert [e.title for e in parse(body.encode(), None, URL).entries] == ["Title 1", "Title 2", "Title 3"]


def test_a_torn_last_element_waits_for_the_whole_document() -> None:
    body = f"<rss><channel><item>{whole(1)}</item><item><title>Tor".encode()
    feed = parse(body, None, URL)
    assert [e.title for e in feed.entries] == ["Title 1"]
    assert any("breaks off" in problem for problem in feed.problems)

"""The main text of article pages, and what is said when there is none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fulltext import MAX_BYTES, read_page
from monitor.records import FullTextStatus

URL = "https://news.example/story"
AR = (
    "أعلن مسؤول حكومي أن اللجنة المشتركة أنهت جدولها الزمني لخروج القوات.",
    "وأوضح أن المرحلة الأولى تنتهي في أيلول المقبل على أن تتبعها مرحلة ثانية.",
    "وكانت المحادثات قد بدأت مطلع العام وشملت مراجعة لعدد القواعد.",
)
EN = (
    "A government official said the joint committee had completed its timetable for the departure.",
    "He explained that the first phase ends next September and that a second phase will follow.",
    "Talks began early in the year and included a review of the number of bases.",
)


def page(paragraphs: tuple[str, ...], charset: str = "utf-8", extra: str = "") -> str:
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>T</title>{extra}</head><body>'
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<article><h1>Headline of the story</h1>{inner}<script>track('x')</script></article>"
        "<section class='comments' id='comments'><h3>Comments</h3><div class='comment'><p>A reader is sure "
        "that it will never happen before 2031.</p></div></section>"
        "<aside class='related'><a href='/2'>Related: oil prices rise</a></aside>"
        "<footer>Copyright. All rights reserved.</footer></body></html>"
    )


@pytest.mark.parametrize(
    ("paragraphs", "encoding", "charset", "header"),
    [
        pytest.param(AR, "utf-8", "utf-8", "text/html; charset=utf-8", id="ar"),
        pytest.param(EN, "utf-8", "utf-8", None, id="en-no-header"),
        pytest.param(AR, "cp1256", "windows-1256", "text/html", id="ar-1256"),
        pytest.param(AR, "cp1256", "utf-8", "text/html; charset=utf-8", id="ar-1256-said-utf8"),
        pytest.param(AR, "utf-8", "windows-1256", "text/html; charset=windows-1256", id="ar-utf8-said-1256"),
        pytest.param(EN, "utf-16", "utf-16", "application/xhtml+xml", id="en-utf16"),
    ],
)
def test_paragraphs_are_kept_and_the_rest_is_not(
    paragraphs: tuple[str, ...], encoding: str, charset: str, header: str | None
) -> None:
    found = read_page(page(paragraphs, charset).encode(encoding), header, URL)
    assert found.status is FullTextStatus.PAGE, found.detail
    assert [line for line in found.body.split("\n") if line in paragraphs] == list(paragraphs)
    for noise in ("Home", "2031", "oil prices", "Copyright", "track("):
        assert noise not in found.body


def test_the_date_is_looked_for_only_on_request() -> None:
    body = page(EN, extra='<meta property="article:published_time" content="2024-09-06T10:00:00Z">').encode()
    assert read_page(body, None, URL).published_at is None
    assert read_page(body, None, URL, with_date=True).published_at == datetime(2024, 9, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "header", "status", "detail"),
    [
        pytest.param(b"", None, FullTextStatus.EMPTY, "page is empty", id="empty"),
        pytest.param(b" \n", "text/html", FullTextStatus.EMPTY, "page is empty", id="blank"),
        pytest.param(
            b"<html><body></body></html>", None, FullTextStatus.EMPTY, "no readable main text", id="no-text"
        ),
        pytest.param(
            b"<p>Subscribe to read.</p>", None, FullTextStatus.EMPTY, "no readable main text", id="notice"
        ),
        pytest.param(
            b"%PDF-1.7", "application/pdf", FullTextStatus.FAILED, "application/pdf, not HTML", id="pdf"
        ),
        pytest.param(
            b"x" * (MAX_BYTES + 1), "text/html", FullTextStatus.FAILED, "at most 4 MB", id="too-long"
        ),
        pytest.param(
            b"<html>" + b"a<br>" * 30_000, None, FullTextStatus.FAILED, "elements", id="too-many-elements"
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n" + bytes(64), None, FullTextStatus.EMPTY, "no readable", id="picture"
        ),
    ],
)
def test_why_there_is_no_text(body: bytes, header: str | None, status: FullTextStatus, detail: str) -> None:
    found = read_page(body, header, URL)
    assert (found.status, found.body) == (status, "")
    assert detail in found.detail


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_answered(body: bytes) -> None:
    assert isinstance(read_page(body, "text/html", URL).detail, str)


@given(st.text(alphabet="<>/ apdivtb&;\"'=اب\n", max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_markup_is_answered(markup: str) -> None:
    assert read_page(f"<html><body>{markup}".encode(), "text/html", URL).status in FullTextStatus

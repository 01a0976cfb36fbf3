"""HTML to plain text, and one spelling per address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article import absolute, canonical, one_line, plain, tidy


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>الأولى</p><p>الثانية</p>", "الأولى\nالثانية", id="paragraphs-ar"),
        pytest.param("<p>First</p>\n\n<p>Second</p>", "First\nSecond", id="paragraphs-en"),
        pytest.param("one<br>two<br/>three", "one\ntwo\nthree", id="breaks"),
        pytest.param("<p>a <b>bold</b>, <i>slanted</i> word</p>", "a bold, slanted word", id="inline"),
        pytest.param(
            "<p>wrapped\n  in the\tsource</p>", "wrapped in the source", id="source-lines-are-space"
        ),
        pytest.param("<ul><li>أ</li><li>ب</li></ul>", "أ\nب", id="list"),
        pytest.param(
            "<table><tr><td>5</td><td>bases</td></tr><tr><td>6</td></tr></table>", "5 bases\n6", id="table"
        ),
        pytest.param("<h2>Head</h2>text", "Head\ntext", id="heading"),
        pytest.param("a<script>evil('</b>')</script>b<style>p{}</style>", "ab", id="script"),
        pytest.param("a<!-- hidden --> b", "a b", id="comment"),
        pytest.param("caf&eacute; &amp; &#1575;&#x644; &laquo;x&raquo;", "café & ال «x»", id="entities-only"),
        pytest.param("<p>2&nbsp;500&nbsp;جندي</p>", "2 500 جندي", id="no-break-space"),
        pytest.param("<p>R&amp;D &lt;2025&gt;</p>", "R&D <2025>", id="escaped-inside-markup"),
        pytest.param("<p>unclosed <b>tags", "unclosed tags", id="unclosed"),
        pytest.param("<div><div>deep</div></div>", "deep", id="nested-blocks"),
        pytest.param('<a href="x">link</a><img src="y" alt="z">', "link", id="link-and-image"),
        pytest.param("<html><head><title>T</title></head><body>B</body></html>", "B", id="page"),
        pytest.param("<p></p>", "", id="empty-paragraph"),
        pytest.param("<", "<", id="angle"),
        pytest.param("", "", id="empty"),
    ],
)
def test_html_to_text(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "سطر أول\nسطر ثانٍ",
        "5 < 6, 7 > 3 and <3",
        "a & b; c&d",
        "«اقتباس» – 2,500 جندي (U.S.)",
        "می‌خواهد",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert plain(text) == text


@given(st.text())
def test_tidy_is_idempotent_and_lines_are_trimmed(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert all(line == line.strip() and line for line in once.split("\n")) or once == ""


@given(st.text(alphabet=st.characters(exclude_characters="<&")))
def test_text_without_markup_is_only_tidied(text: str) -> None:
    assert plain(text) == tidy(text)
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet="<>/&;#x0 apbrscriptdiv!-[]\"'=\n\0\ud800ا", max_size=80))
def test_any_markup_becomes_text(text: str) -> None:
    found = plain(text)
    found.encode("utf-8")
    assert found == tidy(found)


@given(st.text(), st.integers(2, 50))
def test_one_line_is_one_line_within_the_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert "\n" not in line
    assert len(line) <= limit


@pytest.mark.parametrize(
    ("url", "same"),
    [
        pytest.param("HTTPS://News.Example/A", "https://news.example/A", id="case"),
        pytest.param("https://news.example:443/a", "https://news.example/a", id="default-port"),
        pytest.param("http://news.example:8080/a", "http://news.example:8080/a", id="other-port"),
        pytest.param("https://news.example", "https://news.example/", id="empty-path"),
        pytest.param("https://news.example/a#top", "https://news.example/a", id="fragment"),
        pytest.param("https://u:p@news.example/a", "https://news.example/a", id="credentials"),
        pytest.param(
            "https://news.example/a?utm_source=x&id=5&fbclid=y", "https://news.example/a?id=5", id="tracking"
        ),
        pytest.param(
            "https://news.example/a?UTM_Campaign=x", "https://news.example/a", id="tracking-upper-case"
        ),
        pytest.param("https://news.example/a?b=2&a=1", "https://news.example/a?b=2&a=1", id="order-kept"),
        pytest.param(
            "https://news.example/a?b=2&b=3&c", "https://news.example/a?b=2&b=3&c", id="repeated-and-bare"
        ),
        pytest.param(
            "https://news.example/خبر/١", "https://news.example/%D8%AE%D8%A8%D8%B1/%D9%A1", id="arabic-path"
        ),
        pytest.param("https://news.example/%d8%ae", "https://news.example/%D8%AE", id="percent-case"),
        pytest.param("https://news.example/%61%2Fb", "https://news.example/a%2Fb", id="needless-percent"),
        pytest.param("https://news.example/100%", "https://news.example/100%25", id="stray-percent"),
        pytest.param("https://موقع.example/a", "https://xn--4gbrim.example/a", id="arabic-host"),
        pytest.param("https://news.example./a", "https://news.example/a", id="trailing-dot"),
        pytest.param("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a", id="ipv6"),
        pytest.param("mailto:a@b.example", "mailto:a@b.example", id="no-host"),
        pytest.param("http://[bad", "http://[bad", id="unreadable"),
    ],
)
def test_canonical(url: str, same: str) -> None:
    assert canonical(url) == same
    assert canonical(same) == same


@given(st.text(max_size=60))
def test_canonical_is_idempotent(rest: str) -> None:
    once = canonical(f"https://news.example/{rest}")
    assert canonical(once) == once


@given(st.text(max_size=60), st.sampled_from(["https://news.example/a/b", "", "not a base"]))
def test_absolute_is_a_web_address_or_nothing(url: str, base: str) -> None:
    found = absolute(url, base)
    assert found is None or found.lower().startswith(("http://", "https://"))

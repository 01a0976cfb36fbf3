"""Every page in Arabic, over the demo's story: none of our own words is left in another script."""

import re
from collections.abc import Iterator

import pytest
from lxml import html
from markupsafe import Markup
from starlette.testclient import TestClient

from monitor.store import alerts, entries, statements
from monitor.web.sentences import Sentences
from monitor.web.site import Site
from tests.web.screenshots import pages

FOREIGN = ("bdi", "code", "pre", "script", "style", "svg", "blockquote", "q", "title")
"""Elements for text that is not ours: others' words, names, commands."""
ARTICLES = ("body", "summary", "changes")
"""Classes of paragraphs that hold an article's own text."""
TECHNICAL = re.compile(
    r"RSS|Atom|iCalendar|OPML|JSON|CSV|UTC|API|HTTP|SQLite|FTS5|English|robots\.txt"
    r"|(config/)?(feeds|monitor|milestones)\.toml|(config/)?backups/?|digest_threshold|monitor( [a-z]+)*"
    r"|\b(home|ar|en|h|m)\b"
)
"""Words that stay as they are in every language: formats, files, commands, the switch to English."""
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
"""Foreign text within a line of ours, where no markup is: in headlines and in the names of speakers."""
_LETTERS = re.compile(r"[A-Za-z][A-Za-z'’ -]*[A-Za-z]")


def left_over(text: str, names: re.Pattern[str]) -> Iterator[str]:
    """Runs of Latin letters in what a page says itself.

    Args:
        names: what stands where no markup can: names of outlets and feeds.
    """
    for element in html.fromstring(text).iter():
        if not isinstance(element.tag, str) or not ours(element):
            continue
        said = [element.text or "", *(child.tail or "" for child in element)]
        said += [element.get(name, "") for name in ("title", "aria-label", "placeholder", "alt")]
        for words in said:
            while words != (words := _ISOLATED.sub("", words)):
                pass
            yield from _LETTERS.findall(TECHNICAL.sub("", names.sub("", words)))


def ours(element: html.HtmlElement) -> bool:
    """Whether an element's own text is the page's."""
    return not any(
        one.tag in FOREIGN
        or (one.get("dir") == "ltr" and one.tag != "html")
        or (one.get("dir") == "auto" and (one.tag == "h1" or one.get("class") in ARTICLES))
        for one in (element, *element.iterancestors())
    )


@pytest.fixture
def names(site: Site) -> re.Pattern[str]:
    """Names of outlets and feeds, the longest first."""
    with site.read() as conn:
        known = {one.outlet for one in entries.latest(conn, 10_000)}
    known |= {feed.outlet for feed in site.settings.feeds}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))


def test_no_page_speaks_english_in_arabic(
    client: TestClient, site: Site, names: re.Pattern[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown: list[str] = []
    known = Sentences.__call__

    def noted(self: Sentences, text: str, limit: int = 600) -> Markup:
        shown = known(self, text, limit)
        if shown.startswith("<bdi") and shown.endswith("</bdi>") and shown.count("<bdi") == 1:
            unknown.append(text)
        return shown

    client.get("/", params={"lang": "ar"})
    monkeypatch.setattr(Sentences, "__call__", noted)
    paths = [path for _, path in pages(site)]
    with site.read() as conn:
        paths += [f"/entries/{one}" for one in sorted({row.entry for row in statements.by_milestone(conn)})]
        paths += [f"/alerts/{alerts.ref(one.key)}" for one in alerts.latest(conn, None)]
    paths += ["/nothing-there", "/coverage?view=near", "/alerts?told=no", "/jobs/rebuild", "/feeds?sort=ok"]
    wrong = {(path, words) for path in paths for words in left_over(client.get(path).text, names)}
    assert sorted(wrong) == []
    assert unknown == []


def test_english_would_be_noticed(client: TestClient, names: re.Pattern[str]) -> None:
    for path, words in (("/status", "Backlog"), ("/tune", "Threshold"), ("/feeds", "Add a feed")):
        text = client.get(path, params={"lang": "en"}).text
        assert words in set(left_over(text, names))

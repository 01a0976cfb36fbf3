"""Every page in Arabic, over the demo's story: none of our own words is left in another script."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html
from markupsafe import Markup
from sqlalchemy import Connection
from starlette.testclient import TestClient

from monitor import memory, store
from monitor.records import (
    AlertKind,
    Condition,
    ConditionKind,
    Feed,
    FeedState,
    Health,
    Matcher,
    Outage,
    Outcome,
    Parked,
    Receipt,
    Silence,
)
from monitor.store import (
    alerts,
    conditions,
    entries,
    feeds,
    meta,
    outbox,
    parking,
    silences,
    statements,
)
from monitor.web.sentences import Sentences
from monitor.web.site import Site
from tests.web.conftest import NOW
from tests.web.screenshots import pages

FOREIGN = ("bdi", "code", "pre", "script", "style", "svg", "blockquote", "q", "title")
"""Elements for text that is not ours: others' words, names, commands."""
ARTICLES = ("body", "summary", "changes")
"""Classes of paragraphs that hold an article's own text."""
TECHNICAL = re.compile(
    r"sentence-transformers|RSS|Atom|iCalendar|OPML|JSON|CSV|UTC|API|HTTP|SQLite|FTS5|English|robots\.txt"
    r"|(config/)?(feeds|monitor|milestones)\.toml|(config/)?backups/?|digest_threshold"
    r"|monitor( (run|rebuild))?( --undo)?|\b(home|ar|en|h|m)\b"
)
"""Words that stay as they are in every language: formats, files, commands, the switch to English."""
GONE = "no destination 'terminal' in the configuration any more"
REFUSED = "The server refuses access (status 403)."
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


def trouble(conn: Connection, feed: Feed) -> None:
    """Something wrong everywhere: what the monitor says of it is on its pages."""
    alert = next(one for one in alerts.latest(conn, None) if one.days_moved)
    outbox.resend(conn, alert.key, NOW)
    for message in outbox.lease(conn, NOW, 9, 60, "test"):
        outbox.settle(conn, Receipt(message.key, NOW, Outcome.REFUSED, GONE), None)
    parking.park(conn, Parked("file", NOW, "alerts.jsonl: cannot be written: No space left on device", "x"))
    matcher = Matcher(milestone=("mission_end",), kind=(AlertKind.LATER,))
    silences.add(conn, Silence(0, matcher, NOW + timedelta(days=3), "عطلة", NOW))
    silences.add(conn, Silence(0, Matcher(outlet=("BBC News",)), NOW - timedelta(days=3), "عطلة", NOW, NOW))
    memory.acknowledge(conn, "mission_end", NOW)
    feeds.sync(conn, [feed], NOW, lambda one, now: FeedState(one.name, one.url, now))
    state = FeedState(feed.name, feed.url, NOW, Health.FAILING, polled_at=NOW, failures=3)
    feeds.save(conn, replace(state, outage=Outage.STATUS, error=REFUSED))
    subjects = {ConditionKind.WORK: "review", ConditionKind.SILENT: feed.name, ConditionKind.OUTBOX: "file"}
    conditions.save(
        conn, [Condition(kind, subjects.get(kind, ""), NOW, "", NOW, NOW) for kind in ConditionKind]
    )
    beat = {"at": NOW.isoformat(), "beat": "fail", "causes": ["feeds", "work: review"], "error": ""}
    meta.put(conn, meta.HEARTBEAT, json.dumps(beat))
    meta.put(conn, meta.DEGRADED, "sentence-transformers cannot be imported (no module): install it again.")
    newest = entries.latest(conn, 1)[0]
    doubted = replace(
        newest, version=newest.version + 1, digest="doubted", date_doubt="the feed gives no date"
    )
    entries.add(conn, [doubted])


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

    with closing(store.open(site.settings.state, NOW)) as held, held.write() as conn:
        trouble(conn, site.settings.feeds[0])
    client.get("/", params={"lang": "ar"})
    monkeypatch.setattr(Sentences, "__call__", noted)
    paths = [path for _, path in pages(site)]
    with site.read() as conn:
        paths += [f"/entries/{one}" for one in sorted({row.entry for row in statements.by_milestone(conn)})]
        paths += [f"/alerts/{alerts.ref(one.key)}" for one in alerts.latest(conn, None)]
        paths.append(f"/entries/{entries.latest(conn, 1)[0].id}")
    paths += ["/nothing-there", "/coverage?view=near", "/alerts?told=no", "/jobs/rebuild", "/feeds?sort=ok"]
    wrong = {(path, words) for path in paths for words in left_over(client.get(path).text, names)}
    assert sorted(wrong) == []
    assert unknown == []


def test_english_would_be_noticed(client: TestClient, names: re.Pattern[str]) -> None:
    for path, words in (("/status", "Backlog"), ("/tune", "Threshold"), ("/feeds", "Add a feed")):
        text = client.get(path, params={"lang": "en"}).text
        assert words in set(left_over(text, names))

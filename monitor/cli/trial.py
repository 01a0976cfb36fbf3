"""``feeds test``: what a poll of one address would see."""

from contextlib import closing
from typing import TYPE_CHECKING

from monitor.cli.context import now
from monitor.cli.output import Column, cell, print_json, print_table, say

if TYPE_CHECKING:
    from monitor.settings import Settings

_LISTED = (
    Column("published (UTC)", "published", fold=False),
    Column("title", "title"),
    Column("address", "url"),
)
SHOWN = 20


def show_trial(settings: "Settings", url: str, *, as_json: bool) -> None:
    """Fetch and parse one address by the same rules as a poll, and print it.

    Raises:
        FetchError: no answer, refused, not allowed, or an answer that is an error in itself.
        ParseError: the answer is no feed.
    """
    from monitor.cadence import FEED_TYPES, Failed, outcome_of
    from monitor.errors import FetchError
    from monitor.parse import ParseWorker
    from monitor.records import FeedState, Request
    from monitor.wiring import open_fetch

    request = Request(url, accept=FEED_TYPES)
    with open_fetch(settings) as fetch:
        response = fetch(request)
    outcome = outcome_of(request, response, FeedState(url, url, now()))
    if isinstance(outcome, Failed):
        raise FetchError(outcome.outage, f"{cell(response.url)}: {outcome.detail}")
    content_type = response.headers.get("content-type", b"").decode("latin-1")
    with closing(ParseWorker(settings.parse)) as parse:
        parsed = parse(response.body, content_type or None, response.url)
    rows = [
        {
            "guid": entry.guid,
            "published": entry.published_at,
            "title": entry.title,
            "summary": entry.summary,
            "url": entry.url,
            "lang": entry.lang,
        }
        for entry in parsed.entries
    ]
    if as_json:
        print_json(rows)
        return
    title = cell(parsed.title) if parsed.title else "a feed without a title"
    say(f"{title}: {len(rows)} entries, {len(response.body)} bytes, status {response.status}")
    if response.url != url:
        moved = "for good" if response.moved_to is not None else "for now"
        say(f"moved {moved} to {cell(response.url)}")
    for header in ("etag", "last-modified", "cache-control"):
        if header in response.headers:
            say(f"{header}: {cell(response.headers[header].decode('latin-1'))}")
    for problem in parsed.problems:
        say(f"problem: {cell(problem)}")
    print_table(_LISTED, rows[:SHOWN])
    if len(rows) > SHOWN:
        say(f"and {len(rows) - SHOWN} more")

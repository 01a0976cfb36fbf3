"""``feeds test``: what a poll of one address would see."""

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
    from monitor.records import Feed
    from monitor.wiring import try_out

    found = try_out(settings, Feed(url, url, url, url), now())
    rows = [
        {
            "guid": entry.guid,
            "published": entry.published_at,
            "title": entry.title,
            "summary": entry.summary,
            "url": entry.url,
            "lang": entry.lang,
        }
        for entry in found.parsed.entries
    ]
    if as_json:
        print_json(rows)
        return
    title = cell(found.parsed.title) if found.parsed.title else "a feed without a title"
    say(f"{title}: {len(rows)} entries, {found.size} bytes, status {found.status}")
    if found.url != url:
        moved = "for good" if found.moved_to is not None else "for now"
        say(f"moved {moved} to {cell(found.url)}")
    for header in ("etag", "last-modified", "cache-control"):
        if header in found.headers:
            say(f"{header}: {cell(found.headers[header].decode('latin-1'))}")
    for problem in found.parsed.problems:
        say(f"problem: {cell(problem)}")
    print_table(_LISTED, rows[:SHOWN])
    if len(rows) > SHOWN:
        say(f"and {len(rows) - SHOWN} more")

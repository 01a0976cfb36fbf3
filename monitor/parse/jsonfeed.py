"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.article import absolute
from monitor.errors import ParseError
from monitor.parse.entry import Element
from monitor.parse.xmlfeed import Document
from monitor.records import Outage


def read_json(text: str, url: str) -> Document:
    """Elements of a JSON Feed.

    Raises:
        ParseError: it is not JSON, or JSON of another kind.
    """
    try:
        feed = json.loads(text)
    except RecursionError:
        raise ParseError(Outage.PARSE, f"{url} answers with JSON nested too deep to be read") from None
    except ValueError as error:
        raise ParseError(
            Outage.NOT_A_FEED, f"{url} answers with neither XML nor valid JSON ({error})"
        ) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError(
            Outage.NOT_A_FEED, f"{url} answers with JSON that is not a JSON Feed (no list of items)"
        )
    version = _string(feed, "version")
    problem = None
    if "jsonfeed.org/version/" not in version:
        problem = f"JSON without a JSON Feed version ({version[:60]!r}) was read as one"
    site = absolute(_string(feed, "home_page_url"), url) or url
    return Document(
        title=_string(feed, "title"),
        lang=_string(feed, "language") or None,
        ttl=None,
        elements=tuple(_element(item, site) for item in feed["items"] if isinstance(item, dict)),
        problem=problem,
    )


def _element(item: Mapping[str, Any], base: str) -> Element:
    content_html, content_text = _string(item, "content_html"), _string(item, "content_text")
    written = _string(item, "date_published") or _string(item, "date_modified")
    guid = item.get("id")
    return Element(
        # Version 1.0 asked readers to take numbers as strings.
        guid=str(guid) if isinstance(guid, str | int | float) and not isinstance(guid, bool) else None,
        link=_string(item, "url") or _string(item, "external_url") or None,
        base=base,
        title=_string(item, "title"),
        title_is_text=True,
        summary=_string(item, "summary"),
        summary_is_text=True,
        content=content_html or content_text,
        content_is_text=not content_html,
        published_at=_instant(written),
        published_text=written,
        lang=_string(item, "language") or None,
    )


def _string(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value.strip() if isinstance(value, str) else ""


def _instant(written: str) -> datetime | None:
    """RFC 3339, as ISO 8601; without an offset it counts as UTC."""
    try:
        when = datetime.fromisoformat(written)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None

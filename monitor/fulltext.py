"""The main text of an article page, by trafilatura."""

from datetime import UTC, datetime

from monitor.article import decode, tidy
from monitor.records import FullText, FullTextStatus

MAX_BYTES = 4_000_000
"""Longest page read, in bytes; no article is longer, and the extraction's cost grows with the page."""
MAX_ELEMENTS = 20_000
"""Most elements of a page: the time taken grows with their square, and articles have a few thousand."""
MIN_CHARACTERS = 80
"""Less main text than this is a notice or a menu, not an article."""
MAX_CHARACTERS = 200_000


def read_page(body: bytes, content_type: str | None, url: str, *, with_date: bool = False) -> FullText:
    """The readable main text of a page, without comments, menus and other boilerplate. Never raises.

    Args:
        body: the page as published, decompressed.
        content_type: the ``Content-Type`` header, if there was one.
        url: the page's address.
        with_date: also look for the date of publication, which triples the cost.
    """
    if len(body) > MAX_BYTES:
        return FullText(
            FullTextStatus.FAILED, detail=f"the page holds {len(body) / 1e6:.1f} MB; at most 4 MB are read"
        )
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind and not (kind.startswith("text/") or "html" in kind or kind.endswith("xml")):
        return FullText(FullTextStatus.FAILED, detail=f"the page is {kind}, not HTML")
    if not body.strip():
        return FullText(FullTextStatus.EMPTY, detail="the page is empty")
    text = decode(body, content_type).text
    try:
        main, published_at = _extract(text, url, with_date=with_date)
    except Exception as error:  # whatever a hostile page makes lxml or trafilatura raise
        return FullText(
            FullTextStatus.FAILED, detail=f"reading the page failed ({type(error).__name__}: {error})"[:300]
        )
    if len(main) < MIN_CHARACTERS:
        return FullText(
            FullTextStatus.EMPTY, published_at=published_at, detail="the page holds no readable main text"
        )
    return FullText(FullTextStatus.PAGE, body=main[:MAX_CHARACTERS], published_at=published_at)


def _extract(text: str, url: str, *, with_date: bool) -> tuple[str, datetime | None]:
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import extract

    # Parsed from bytes whose encoding we vouch for: a page's own declaration is not consulted again.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    source = text.replace("\0", "").encode("utf-8", "replace")
    tree = document_fromstring(source, parser=parser, ensure_head_body=True)
    if (count := sum(1 for _ in tree.iter())) > MAX_ELEMENTS:
        raise ValueError(f"{count} elements; at most {MAX_ELEMENTS} are read")
    published_at = _date(tree, url) if with_date else None
    main = extract(tree, url=url, include_comments=False, include_tables=False, favor_precision=False)
    return tidy(main or ""), published_at


def _date(tree: object, url: str) -> datetime | None:
    from trafilatura import extract_metadata

    found = extract_metadata(tree, default_url=url)
    written = found.date if found is not None else None
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None
    except ValueError:
        return None

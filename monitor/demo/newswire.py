"""A local HTTP server that publishes the sample newswire as feeds whose entries appear over time.

Four feeds in three formats, every entry with its own article page, robots.txt included. The texts in
``newswire.jsonl`` were written for this project after real reports: they describe reports, not history.
"""

import hashlib
import html
import json
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

SHOWN = 20
"""Entries that a feed document lists, newest first."""

ATOM = "http://www.w3.org/2005/Atom"
ARABIC = "ar"


@dataclass(frozen=True, slots=True)
class Item:
    """One sample report."""

    id: str
    published: datetime
    outlet: str
    lang: str
    title: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True)
class Wire:
    """One feed of the newswire."""

    name: str
    title: str
    path: str
    lang: str
    carries: Callable[[Item], bool]
    render: Callable[["Wire", Sequence[Item], str], tuple[str, bytes]]


def load() -> tuple[Item, ...]:
    """The bundled reports, in order of publication."""
    lines = files("monitor.demo").joinpath("newswire.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return tuple(Item(**{**row, "published": datetime.fromisoformat(row["published"])}) for row in rows)


def _rss(wire: Wire, items: Sequence[Item], address: str) -> tuple[str, bytes]:
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    for tag, text in (("title", wire.title), ("link", address), ("language", wire.lang), ("ttl", "5")):
        ET.SubElement(channel, tag).text = text
    for item in items:
        element = ET.SubElement(channel, "item")
        ET.SubElement(element, "title").text = item.title
        ET.SubElement(element, "link").text = f"{address}/article/{item.id}?utm_source=rss"
        ET.SubElement(element, "guid", isPermaLink="false").text = item.id
        ET.SubElement(element, "pubDate").text = format_datetime(item.published)
        ET.SubElement(element, "description").text = f"<p>{html.escape(item.summary)}</p>"
        ET.SubElement(element, "source", url=f"https://{item.outlet}/").text = item.outlet
    return "application/rss+xml; charset=utf-8", ET.tostring(rss, encoding="utf-8", xml_declaration=True)


def _atom(wire: Wire, items: Sequence[Item], address: str) -> tuple[str, bytes]:
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    ET.SubElement(feed, f"{{{ATOM}}}title").text = wire.title
    ET.SubElement(feed, f"{{{ATOM}}}id").text = f"{address}{wire.path}"
    for item in items:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        ET.SubElement(entry, f"{{{ATOM}}}id").text = f"urn:sample:{item.id}"
        ET.SubElement(entry, f"{{{ATOM}}}title").text = item.title
        ET.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=f"/article/{item.id}")
        ET.SubElement(entry, f"{{{ATOM}}}published").text = item.published.isoformat()
        ET.SubElement(entry, f"{{{ATOM}}}updated").text = item.published.isoformat()
        ET.SubElement(entry, f"{{{ATOM}}}summary", type="html").text = html.escape(item.summary)
        source = ET.SubElement(entry, f"{{{ATOM}}}source")
        ET.SubElement(source, f"{{{ATOM}}}title").text = item.outlet
    return "application/atom+xml", ET.tostring(feed, encoding="utf-8", xml_declaration=True)


def _json(wire: Wire, items: Sequence[Item], address: str) -> tuple[str, bytes]:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": wire.title,
        "items": [
            {
                "id": item.id,
                "url": f"{address}/article/{item.id}",
                "title": item.title,
                "summary": item.summary,
                "content_text": item.body,
                "date_published": item.published.isoformat(),
                "language": item.lang,
                "authors": [{"name": item.outlet}],
            }
            for item in items
        ],
    }
    return "application/feed+json", json.dumps(feed, ensure_ascii=False).encode()


WIRES = (
    Wire(
        "arabic-wire",
        "Sample Arabic wire",
        "/arabic.rss",
        ARABIC,
        lambda i: i.lang == ARABIC and _half(i),
        _rss,
    ),
    Wire(
        "arabic-papers",
        "Sample Arabic papers",
        "/papers.atom",
        ARABIC,
        lambda i: i.lang == ARABIC and not _half(i),
        _atom,
    ),
    Wire("english", "Sample English newswire", "/english.rss", "en", lambda i: i.lang == "en", _rss),
    Wire("world", "Sample world press", "/world.json", "und", lambda i: i.lang not in (ARABIC, "en"), _json),
)


def _half(item: Item) -> bool:
    return hashlib.sha256(item.outlet.encode()).digest()[0] % 2 == 0


def _page(item: Item) -> bytes:
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in item.body.split("\n"))
    direction = "rtl" if item.lang in (ARABIC, "fa", "ckb") else "ltr"
    return (
        f'<!doctype html><html lang="{item.lang}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{html.escape(item.title)}</title></head><body><article><h1>{html.escape(item.title)}</h1>"
        f"{paragraphs}</article></body></html>"
    ).encode()


class _Server(ThreadingHTTPServer):
    """Threads that end with the program; a reader that hangs up, as at Ctrl-C, is no error to print."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Newswire:
    """The server; listens on loopback, on a free port.

    Args:
        items: the reports.
        clock: says which of them are out.
    """

    def __init__(self, items: Sequence[Item], clock: Callable[[], datetime]) -> None:
        self._items = items
        self._by_id: Mapping[str, Item] = {item.id: item for item in items}
        self._clock = clock
        newswire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                status, kind, body, etag = newswire.answer(self.path, self.headers.get("If-None-Match"))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if etag:
                    self.send_header("ETag", etag)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Silence: the terminal belongs to the alerts."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self.address = f"http://{self.host}"
        self._thread = threading.Thread(target=self._server.serve_forever, name="newswire", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()

    def answer(self, target: str, etag: str | None) -> tuple[int, str, bytes, str | None]:
        """Status, content type, body and entity tag for one request."""
        path = urlsplit(target).path
        if path == "/robots.txt":
            return 200, "text/plain", b"User-agent: *\nAllow: /\n", None
        out = self._clock()
        if path.startswith("/article/"):
            item = self._by_id.get(path.removeprefix("/article/"))
            if item and item.published <= out:
                return 200, "text/html; charset=utf-8", _page(item), None
        for wire in WIRES:
            if path == wire.path:
                shown = [i for i in self._items if i.published <= out and wire.carries(i)][-SHOWN:][::-1]
                kind, body = wire.render(wire, shown, self.address)
                tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                return (304, kind, b"", tag) if etag == tag else (200, kind, body, tag)
        return 404, "text/plain", b"not found", None

"""Coverage: what was published, by story, with what is looked for left in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from monitor.lang.terms import question
from monitor.store import coverage as lists
from monitor.store import search
from monitor.store.coverage import Listed, Place, Wanted
from monitor.web.page import page, with_query
from monitor.web.site import Here
from monitor.web.words import language_name

router = APIRouter(include_in_schema=False)

SIZE = 50
SIBLINGS = 5
"""Other articles of a story that are shown with its newest."""
OUTLETS = 500
"""Outlets that the form suggests."""
LABELS = ("relevant", "irrelevant", "any", "none")
STEP = "0.05"
"""Between two scores that the form offers."""
TYPED = 300
"""Letters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for, as typed."""

    q: str = ""
    language: str = ""
    outlet: str = ""
    story: str = ""
    least: float | None = None
    below: float | None = None
    label: str = ""
    flat: bool = False
    """As one list, not by story."""

    def wanted(self, *, found: bool) -> Wanted:
        """As the store understands it.

        Args:
            found: whether entries can be found by words.
        """
        asked = question(self.q[:TYPED]) if found else None
        return Wanted(
            question=asked or None,
            lang=self.language or None,
            outlet=self.outlet or None,
            story=self.story or None,
            at_least=self.least,
            below=self.below,
            labelled={"any": True, "none": False}.get(self.label),
            label={"relevant": True, "irrelevant": False}.get(self.label),
            heads=not (self.flat or asked or self.story),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A story, by its newest article that is wanted, or an article of none."""

    head: Listed
    others: int
    """How many more articles tell it."""
    siblings: tuple[Listed, ...]
    """The newest of these."""


@router.get("/coverage", name="coverage")
def coverage(
    request: Request,
    site: Here,
    q: str = "",
    language: str = "",
    outlet: str = "",
    story: str = "",
    least: Annotated[str, Query(max_length=20)] = "",
    below: Annotated[str, Query(max_length=20)] = "",
    label: str = "",
    flat: str = "",
    after: str = "",
) -> Response:
    """A page of entries; with htmx, the rows that come next."""
    filters = Filters(
        q.strip(), language, outlet.strip(), story, _number(least), _number(below), label, bool(flat)
    )
    with site.read() as conn:
        found = search.available(conn)
        wanted = filters.wanted(found=found)
        entries = lists.page(conn, wanted, _place(after), size=SIZE)
        shared = lists.siblings(conn, entries.entries, SIBLINGS) if wanted.heads else {}
        langs = lists.langs(conn)
        outlets = lists.outlets(conn, OUTLETS)
    rows = [Row(one, *shared.get(one.story or "", (0, ()))) for one in entries.entries]
    more = with_query(request, after=_shown(entries.after)) if entries.after is not None else None
    record: dict[str, Any] = {
        "rows": rows,
        "more": more,
        "cut": entries.cut,
        "language_name": language_name,
    }
    if request.headers.get("hx-request") and after:
        return page(request, "_coverage.html", **record)
    relevance = site.settings.relevance
    choices = _choices(relevance.digest_threshold, relevance.threshold)
    asked = {k: v for k, v in request.query_params.items() if v and k != "after"}
    return page(
        request,
        "coverage.html",
        at="coverage",
        **record,
        filters=filters,
        first=not after,
        found=found,
        langs=langs,
        outlets=outlets,
        labels=LABELS,
        step=STEP,
        choices=choices,
        chosen=next((name for name, query in choices.items() if query == asked), ""),
    )


def _choices(near: float, threshold: float) -> Mapping[str, Mapping[str, str]]:
    """Lists that are asked for often, as the query that asks for them."""
    return {
        "all": {},
        "relevant": {"least": f"{threshold:g}"},
        "near": {"least": f"{near:g}", "below": f"{threshold:g}", "flat": "1"},
        "labelled": {"label": "any", "flat": "1"},
    }


def _number(typed: str) -> float | None:
    """A score as typed; None when it is none."""
    try:
        value = float(typed)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _shown(place: Place) -> str:
    """A place in a list, as an address tells it."""
    if place.published_at is None:
        return f"{place.document}"
    return f"{place.published_at.isoformat()}~{place.entry}"


def _place(shown: str) -> Place | None:
    """The place that an address tells; None when it tells none."""
    at, apart, entry = shown.partition("~")
    try:
        return Place(entry, published_at=_aware(at)) if apart else Place("", document=int(shown))
    except ValueError:
        return None


def _aware(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at

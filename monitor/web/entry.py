"""One entry: its text with everything that was read in it, why it counts, and the reader's word on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Query, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from monitor.ledger import PUTS_RIGHT
from monitor.records import Alert, Correction, Entry, Field, Score, Stated, StatementLabel, StatementVerdict
from monitor.render import headline
from monitor.store import alerts, coverage, entries, labels, scores, statements, stories
from monitor.store.coverage import Listed
from monitor.web import verdicts
from monitor.web.changes import Piece, changes
from monitor.web.marks import Kind, Mark, marks, spans
from monitor.web.page import back, language_of, page, phrases_of, words_of
from monitor.web.readings import Readings
from monitor.web.segments import Segment, segments
from monitor.web.site import Here, Site
from monitor.web.words import language_name

router = APIRouter(include_in_schema=False)

SHOWN = 12_000
"""Code points of a text that are shown and read, unless the whole is asked for."""
TOLD = 20
"""Other articles of the story that are shown."""

_READINGS = Readings()
_HIDDEN = dict.fromkeys(
    [c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A)], " "
) | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")
"""Signs that a page does not show, and those that turn the direction of what follows."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything recorded about one version of an entry."""

    entry: Entry
    history: Sequence[Entry]
    score: Score | None
    label: bool | None
    stated: tuple[Stated, ...]
    raised: tuple[Alert, ...]
    labels: Mapping[str, StatementLabel]
    """Key of a statement -> the reader's word on it."""
    story: tuple[Listed, ...]
    """Other articles of the same story, newest first."""
    others: int
    """How many there are."""
    story_id: str


@dataclass(frozen=True, slots=True)
class Text:
    """One field of the entry as it is shown."""

    field: Field
    segments: tuple[Segment, ...]
    left: int
    """Code points that are not shown."""


@router.get("/entries/{entry}", name="entry")
def entry(
    request: Request,
    site: Here,
    entry: str,
    version: Annotated[int | None, Query(ge=1)] = None,
    whole: bool = False,
) -> Response:
    """An entry in its latest version, or another."""
    return _shown(request, site, entry, version, whole)


def _shown(
    request: Request,
    site: Site,
    entry: str,
    version: int | None = None,
    whole: bool = False,
    draft: verdicts.Draft | None = None,
) -> Response:
    """The page of an entry; with a draft, its errors stand in the form of its statement."""
    with site.read() as conn:
        known = _known(conn, entry, version)
        if known is None:
            ids = entries.matching(conn, entry, 2)
            if len(ids) != 1 or ids[0] == entry:
                raise HTTPException(404)
            return RedirectResponse(path_of(ids[0]), 303)
    now, phrases, t = known.entry, phrases_of(request), words_of(request)
    shown = now if whole else replace(now, body=now.body[:SHOWN])
    read, reasons = _READINGS.of(shown, site.settings)
    recorded = tuple(row.statement for row in known.stated)
    if recorded or (known.score is not None and known.score.relevant):
        read = replace(read, statements=recorded)
    names = site.settings.names_in(language_of(request))
    found = marks(read, reasons, names, phrases, t)
    drafts = verdicts.drafts(known.stated, known.labels)
    before = next((v for v in known.history if v.version == now.version - 1), None)
    return page(
        request,
        "entry.html",
        200 if draft is None else 422,
        at="coverage",
        known=known,
        entry=now,
        score=known.score,
        texts=[_text(now, field, found, SHOWN if not whole else None) for field in Field if now.text(field)],
        marks=found,
        named={mark.name: mark for mark in found},
        kinds=tuple(kind for kind in Kind if any(mark.kind is kind for mark in found)),
        recorded=bool(recorded),
        rows=known.stated,
        labels=known.labels,
        right={key: tuple(verdicts.right_lines(one, names, phrases)) for key, one in known.labels.items()},
        drafts=drafts if draft is None else {**drafts, draft.key: draft},
        choices=tuple(StatementVerdict),
        before=before,
        changed_fields=_changed(before, now) if before is not None else {},
        alerts=[(one, headline(one, names=names, language=phrases.language)) for one in known.raised],
        heaviest=_heaviest(known.score),
        link=str(request.url_for("entry", entry=now.id)),
        clean=clean,
        language_name=language_name,
    )


@router.post("/entries/{entry}/label", name="label_entry")
def label_entry(request: Request, site: Here, entry: str, verdict: Annotated[str, Form()]) -> Response:
    """Say that an entry is relevant or not, or take that back."""
    wanted = {"relevant": True, "irrelevant": False, "undo": None}
    if verdict not in wanted:
        raise HTTPException(422)
    with site.read() as conn:
        if entries.get(conn, entry) is None:
            raise HTTPException(404)
    made = site.ask("label", {"entry": entry, "relevant": wanted[verdict]})
    return back(request, path_of(entry), f"entry.said_{verdict}" if made else "entry.said_later")


@router.post("/entries/{entry}/statements", name="label_statement")
def label_statement(
    request: Request,
    site: Here,
    entry: str,
    key: Annotated[str, Form()],
    verdict: Annotated[str, Form()],
    date: Annotated[str, Form(max_length=1_000)] = "",
    speaker: Annotated[str, Form(max_length=10_000)] = "",
    milestone: Annotated[str, Form(max_length=1_000)] = "",
    correcting: Annotated[bool, Form()] = False,
) -> Response:
    """Say that a statement was read rightly, or what is wrong with it, or take that back.

    ``correcting`` tells the form of what would be right from the buttons, which say nothing of it.
    """
    if verdict not in (verdicts.UNDO, *StatementVerdict) or (correcting and verdict not in PUTS_RIGHT):
        raise HTTPException(422)
    with site.read() as conn:
        rows = statements.of_entry(conn, entry)
    row = next((row for row in rows if row.key == key), None)
    if row is None:
        return back(request, path_of(entry), "verdict.gone", good=False)
    at = 1 + [one.key for one in rows if one.version == row.version].index(key)
    to = f"{path_of(entry)}?version={row.version}#s{at}"
    if verdict == verdicts.UNDO:
        made = verdicts.take_back(site, row)
        return back(request, to, "verdict.said_undo" if made else "entry.said_later")
    words = words_of(request)
    right: Correction | None = None
    if correcting:
        names = site.settings.names_in(language_of(request))
        typed = verdicts.Draft(key, date, speaker, milestone)
        found = verdicts.put_right(typed, row.statement.due, names, words)
        if isinstance(found, verdicts.Draft):
            return _refused(request, site, entry, row.version, found, StatementVerdict(verdict))
        right = found
    made = verdicts.give(site, row, StatementVerdict(verdict), right)
    told = words(f"verdict.{verdict}")
    return back(request, to, "verdict.said" if made else "entry.said_later", verdict=told)


def _refused(
    request: Request, site: Site, entry: str, version: int, draft: verdicts.Draft, verdict: StatementVerdict
) -> Response:
    """A correction with its errors: in its place where htmx asks, else on the page of the entry."""
    if not request.headers.get("hx-request"):
        return _shown(request, site, entry, version, draft=draft)
    with site.read() as conn:
        of = entries.get(conn, entry)
    return page(request, "_correction.html", entry=of, draft=draft, verdict_now=verdict)


def path_of(entry: str) -> str:
    """Where an entry is shown."""
    return f"/entries/{quote(entry, safe='')}"


def clean(text: str) -> str:
    """Text of an article without what a page cannot show, and without what would turn its direction."""
    return text.translate(_HIDDEN)


def _known(conn: Connection, id: str, version: int | None) -> Known | None:
    history = entries.history(conn, id)
    wanted = version if version is not None else max((v.version for v in history), default=0)
    found = next((v for v in history if v.version == wanted), None)
    if found is None:
        return None
    story = stories.of(conn, [id]).get(id, "")
    members = [m for m in reversed(stories.members(conn, story)) if m != id] if story else []
    stated = statements.of_entry(conn, id, found.version)
    return Known(
        entry=found,
        history=history,
        score=scores.get(conn, id, found.version),
        label=labels.get(conn, id),
        stated=stated,
        raised=alerts.of_entry(conn, id),
        labels=verdicts.said(conn, stated),
        story=coverage.of(conn, members[:TOLD]),
        others=len(members),
        story_id=story,
    )


def _text(of: Entry, field: Field, found: Sequence[Mark], most: int | None) -> Text:
    text = of.text(field)
    shown = text if most is None else text[:most]
    return Text(field, segments(shown, spans(found, field)), len(text) - len(shown))


def _heaviest(score: Score | None) -> float:
    """The largest contribution, that bars are measured by."""
    return max((abs(c.amount) for c in score.contributions), default=0.0) if score is not None else 0.0


def _changed(before: Entry, now: Entry) -> Mapping[Field, tuple[Piece, ...]]:
    """What changed in each field that did."""
    pairs = ((field, before.text(field), now.text(field)) for field in Field)
    return {field: changes(old, new) for field, old, new in pairs if old != new}

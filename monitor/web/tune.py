"""Tune: scores by label, what another threshold would do, told while it is moved, and saving it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from sqlalchemy import Connection
from starlette.responses import Response

from monitor import effect
from monitor.charts import histogram
from monitor.charts.histogram import WORDS
from monitor.errors import ConfigError
from monitor.jobs import JobKind, Jobs
from monitor.relevance import RelevancePolicy
from monitor.render import headline
from monitor.settings.threshold import StaleError, digest_of, save_threshold
from monitor.web.drawing import Pictures
from monitor.web.jobs import jobs_of
from monitor.web.page import back, page, words_of
from monitor.web.site import Here, Site

router = APIRouter(include_in_schema=False)

WAIT_S = 5.0
"""How long saving waits until the threshold is in force."""
FRESH_S = 30.0
"""How old a histogram may be when it is shown again; then it is drawn anew beside the page."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the last measuring of labels came to."""

    scores: Mapping[str, float]
    """Labelled entry -> its score without its own label."""
    suggested: float | None = None
    """The threshold that the labels speak for, where it is another one."""


@router.get("/tune", name="tune")
def tune(request: Request, site: Here, t: str = "") -> Response:
    """The histogram, and what the threshold ``t`` would do; the one in force when it is none."""
    present = site.settings.relevance.threshold
    measured = _measured_of(site)
    with site.read() as conn:
        known = effect.load(conn, measured.scores, site.now())
        chart = _drawn(request, conn, known, present, measured.suggested)
        changed = effect.difference(conn, known, present, _threshold(t, present))
    jobs = jobs_of(site)
    return page(
        request,
        "tune.html",
        at="tune",
        chart=chart,
        measured=measured,
        jobs=[(kind, jobs.look(kind)) for kind in JobKind],
        **_record(request, site, known, changed),
    )


@router.get("/tune/effect", name="tune_effect")
def moved(request: Request, site: Here, t: str = "") -> Response:
    """What the threshold ``t`` would do, as a part of the page."""
    present = site.settings.relevance.threshold
    with site.read() as conn:
        known = effect.load(conn, _measured_of(site).scores, site.now())
        changed = effect.difference(conn, known, present, _threshold(t, present))
    return page(request, "_effect.html", **_record(request, site, known, changed))


@router.post("/tune", name="tune_save")
def save(
    request: Request,
    site: Here,
    threshold: Annotated[str, Form()],
    known: Annotated[str, Form()],
) -> Response:
    """Write the threshold into the configuration, and have it read again."""
    wanted = _threshold(threshold, -1.0)
    here = request.url_for("tune").path
    if wanted < 0:
        return back(request, here, "tune.no_number", good=False)
    try:
        site.check_editable()
        settings = save_threshold(site.folder, wanted, site.now(), known)
        site.reload()
    except StaleError:
        return back(request, f"{here}?t={wanted:g}", "tune.stale", good=False)
    except ConfigError as error:
        return back(request, f"{here}?t={wanted:g}", "tune.refused", good=False, why=str(error))
    saved = settings.relevance
    said = "tune.saved_both" if saved.digest_threshold == saved.threshold else "tune.saved"
    if not _taken_up(site, saved):
        said = "tune.saved_soon"
    return back(request, here, said, threshold=f"{saved.threshold:g}")


def _taken_up(site: Site, saved: RelevancePolicy) -> bool:
    """Whether the new settings are in force, waiting for the daemon to finish what it is about."""
    until = time.monotonic() + WAIT_S
    while site.settings.relevance != saved:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _record(request: Request, site: Site, known: effect.Known, changed: effect.Difference) -> dict[str, Any]:
    """What the part that follows the threshold shows."""
    language = words_of(request).phrases.language
    return {
        "headline": partial(headline, names=site.settings.names_in(language), language=language),
        "changed": changed,
        "known": known,
        "labels": len(known.labels),
        "digest": digest_of(site.folder),
        "editable": site.editable,
    }


def _threshold(given: str, otherwise: float) -> float:
    """A threshold as it was typed, in whatever digits; ``otherwise`` when it is none."""
    try:
        value = float(given.replace("٫", ".").replace(",", "."))
    except ValueError:
        return otherwise
    return value if 0 <= value <= 1 else otherwise


def _measured_of(site: Site) -> Measured:
    jobs = jobs_of(site)
    return _measured(jobs, jobs.ended_at(JobKind.MEASURE))


@lru_cache(maxsize=4)
def _measured(jobs: Jobs, _ended_at: float) -> Measured:
    """The outcome of measuring, read once."""
    rows = jobs.result(JobKind.MEASURE)
    if not rows:
        return Measured({})
    suggested = rows[0]["suggested"]
    return Measured(
        {str(row["id"]): float(row["score"]) for row in rows[0]["labelled"]},
        None if suggested is None else float(suggested["threshold"]),
    )


def _drawn(
    request: Request, conn: Connection, known: effect.Known, present: float, suggested: float | None
) -> Markup:
    """The histogram, not drawn with every score that comes."""
    t = words_of(request)
    if suggested == present:
        suggested = None
    shown = effect.shown(conn, known)
    counts = {"relevant": shown.relevant, "irrelevant": shown.irrelevant, "unlabelled": shown.unlabelled}
    words = {name: t(f"tune.chart_{name}") for name in WORDS}
    look = ("tune", t.phrases.language, present, suggested, shown.relevant, shown.irrelevant)
    pictures: Pictures = request.app.state.pictures
    spec = histogram(counts, present, suggested, words=words, key=False)
    return pictures.show(look, spec, lambda: spec, t("tune.chart"), every_s=FRESH_S)

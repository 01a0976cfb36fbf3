"""Long work from the page: started, watched and cancelled; the commands of :mod:`monitor.jobs` do it."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import Response

from monitor.errors import ConfigError, JobError
from monitor.jobs import JobKind, Jobs, JobState
from monitor.web.page import back, page, words_of
from monitor.web.site import Here, Site

router = APIRouter(include_in_schema=False)

SHOWN = 100
"""Differences that are listed, of each kind."""


def jobs_of(site: Site) -> Jobs:
    """The jobs of the state that a site shows."""
    return Jobs(site.settings.state, site.folder)


@router.get("/jobs/{name}", name="job")
def look(request: Request, site: Here, name: str) -> Response:
    """How a job stands, and what came of it."""
    kind = _kind(name)
    jobs = jobs_of(site)
    job = jobs.look(kind)
    rows = jobs.result(kind) if job is not None and job.state is JobState.DONE else []
    return page(
        request,
        "job.html",
        at="tune",
        kind=kind,
        job=job,
        editable=site.editable,
        shown=SHOWN,
        **_outcome(kind, rows),
    )


@router.get("/jobs/{name}/progress", name="job_progress")
def progress(request: Request, site: Here, name: str) -> Response:
    """How far a job is, as a part of the page; the whole page is to be loaded anew once it has ended."""
    kind = _kind(name)
    job = jobs_of(site).look(kind)
    answer = page(request, "_progress.html", kind=kind, job=job)
    if job is None or not job.running:
        answer.headers["HX-Refresh"] = "true"
    return answer


@router.post("/jobs/{name}", name="job_start")
def start(
    request: Request,
    site: Here,
    name: str,
    threshold: Annotated[float, Form(ge=0, le=1)] = 0.5,
    rescore: Annotated[bool, Form()] = False,
    in_force: Annotated[bool, Form()] = False,
) -> Response:
    """Begin a job.

    Args:
        threshold: of a backtest.
        rescore: whether a rebuild scores all entries anew first.
        in_force: whether a rebuild is put in force, or only shown.
    """
    kind = _kind(name)
    options: dict[str, str] = {}
    words: tuple[str, ...]
    match kind:
        case JobKind.MEASURE:
            words = ("tune", "--json")
        case JobKind.BACKTEST:
            options = {"threshold": f"{threshold:g}"}
            words = ("backtest", "--threshold", f"{threshold:g}", "--json")
        case JobKind.REBUILD:
            options = {key: "1" for key, on in (("rescore", rescore), ("in_force", in_force)) if on}
            words = (
                "rebuild",
                "--json",
                *(("--rescore",) if rescore else ()),
                *(() if in_force else ("--dry-run",)),
            )
    here = request.url_for("job", name=name).path
    try:
        # Commands read the configuration: where its state is not the one shown, they would do something else.
        site.check_editable()
        jobs_of(site).start(kind, words, site.now(), options)
    except (ConfigError, JobError) as error:
        return back(
            request, here, "jobs.refused", good=False, why=words_of(request).ours(str(error)).striptags()
        )
    return back(request, here, "jobs.begun")


@router.post("/jobs/{name}/cancel", name="job_cancel")
def cancel(request: Request, site: Here, name: str) -> Response:
    """Have a job end."""
    kind = _kind(name)
    there = jobs_of(site).cancel(kind)
    here = request.url_for("job", name=name).path
    return back(request, here, "jobs.cancelling" if there else "jobs.over", good=there)


def _kind(name: str) -> JobKind:
    try:
        return JobKind(name)
    except ValueError:
        raise HTTPException(404) from None


def _outcome(kind: JobKind, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What a job told, as its page shows it; ``outcome`` is None without any."""
    if not rows:
        return {"outcome": None, "lists": []}
    if kind is JobKind.REBUILD:
        changes = ("gained", "lost", "changed")
        return {
            "outcome": rows[-1],
            "lists": [(change, [r for r in rows if r["change"] == change]) for change in changes],
        }
    if kind is JobKind.BACKTEST:
        lists = [
            (change, [{"was": None, "now": alert} for alert in rows[0][change]])
            for change in ("gained", "lost")
        ]
        return {"outcome": rows[0], "lists": lists}
    return {"outcome": rows[0], "lists": []}

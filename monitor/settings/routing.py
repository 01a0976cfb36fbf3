"""Routes and calm: checks beyond the form of their tables."""

from collections.abc import Iterator, Sequence

from monitor.errors import Problem
from monitor.policies import Destination
from monitor.routing import Calm, Route, fits_all
from monitor.routing.hours import always_quiet, clock_time, quiet_hours, zone
from monitor.routing.tree import Then
from monitor.settings.document import Document
from monitor.settings.lines import Path
from monitor.settings.sections import AlertsFile
from monitor.settings.tables import suggestion

Found = tuple[Path, str, str]


def routing_problems(
    file: AlertsFile, document: Document, destinations: Sequence[str], milestones: Sequence[str]
) -> list[Problem]:
    """What is wrong with the routes and the calm of a well-formed ``alerts.toml``.

    Args:
        file: as read.
        document: where it stands.
        destinations: their names.
        milestones: their ids.
    """
    found = (*_calm(file.calm, ("calm",)), *_routes(file.route, ("route",), destinations, milestones))
    return [document.problem(*problem) for problem in found]


def calm_problems(destinations: Sequence[Destination], document: Document) -> list[Problem]:
    """What is wrong with the calm of single destinations."""
    return [
        document.problem(*problem)
        for index, destination in enumerate(destinations)
        if destination.calm is not None
        for problem in _calm(destination.calm, ("destination", index, "calm"))
    ]


def _calm(calm: Calm, at: Path) -> Iterator[Found]:
    for key, read, text in (("zone", zone, calm.zone), ("digest_at", clock_time, calm.digest_at)):
        try:
            read(text)
        except ValueError as error:
            yield (*at, key), *_sentences(error)
    hours = []
    for text in calm.quiet:
        try:
            hours.append(quiet_hours(text))
        except ValueError as error:
            yield (*at, "quiet"), *_sentences(error)
    if always_quiet(hours):
        yield (*at, "quiet"), "leaves no minute of the day.", "Leave some time in which messages may come."
    for key in ("max_per_hour", "near_days"):
        if getattr(calm, key) < 0:
            yield (*at, key), f"{getattr(calm, key)} is too small.", "Write at least 0."


def _routes(
    routes: Sequence[Route], at: Path, destinations: Sequence[str], milestones: Sequence[str]
) -> Iterator[Found]:
    closed: int | None = None
    for index, route in enumerate(routes):
        here = (*at, index)
        if closed is not None:
            fix = f'Move it before route {closed + 1}, or write then = "continue" there.'
            yield here, f"is never reached: route {closed + 1} takes everything.", fix
            return
        if fits_all(route.matcher) and route.then is Then.STOP:
            closed = index
        for key, given, known, what in (
            ("to", route.to, destinations, "destination"),
            ("milestone", route.milestone, milestones, "milestone"),
        ):
            for name in given:
                if name not in known:
                    yield (*here, key), f'"{name}" is no {what}.', suggestion(name, tuple(known))
        if route.origins < 0:
            yield (*here, "origins"), f"{route.origins} is too small.", "Write at least 0."
        yield from _routes(route.route, (*here, "route"), destinations, milestones)


def _sentences(error: ValueError) -> tuple[str, str]:
    """A complaint of the form ``what; fix`` as two sentences."""
    what, _, fix = str(error).partition("; ")
    return f"{what}.", f"{fix[:1].upper()}{fix[1:]}." if fix else "Write two different times."

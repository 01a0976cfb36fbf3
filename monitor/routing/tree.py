"""Where an alert goes: the routing tree, read as Alertmanager reads its own.

Routes are tried in order. One that fits hands the alert to its children; where none of them fits, to its
own destinations. Then routing stops, unless the route says ``then = "continue"``. An alert that fits no route
goes to every destination that wants its severity: nothing is dropped because nobody thought of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.records import Alert, AlertKind, Matcher, Severity
from monitor.routing.match import fits


class Then(StrEnum):
    """What follows a route that fits."""

    STOP = "stop"
    CONTINUE = "continue"
    """The routes beside it that come after it are tried too."""


@dataclass(frozen=True, slots=True)
class Route:
    """Which alerts go where. What is left out fits everything; of a list, one member must fit."""

    to: tuple[str, ...] = ()
    """Names of destinations. A route inside another that names none has those of the outer one; an outermost
    route that names none has all."""
    severity: tuple[Severity, ...] = ()
    """How loud the alert is."""
    kind: tuple[AlertKind, ...] = ()
    """Kind of the alert."""
    milestone: tuple[str, ...] = ()
    """Ids of ``milestones.toml``; coverage has none."""
    language: tuple[str, ...] = ()
    """Languages of the article; ``ar`` also stands for ``ar-IQ``."""
    outlet: tuple[str, ...] = ()
    """Outlets that carry it, as ``feeds.toml`` names them."""
    origins: int = 0
    """So many distinct origins carry it when it is decided, or more."""
    then: Then = Then.STOP
    """``stop``, or ``continue`` to try the routes after this one too."""
    route: tuple["Route", ...] = ()
    """Routes inside this one: tried first for what fits it."""

    @property
    def matcher(self) -> Matcher:
        """Which alerts fit, its children aside."""
        return Matcher(self.severity, self.kind, self.milestone, self.language, self.outlet, self.origins)


@dataclass(frozen=True, slots=True)
class Taken:
    """One route that an alert took."""

    path: tuple[int, ...]
    """Place among its siblings from 0, from the outermost route inwards."""
    to: tuple[str, ...] | None
    """Names of destinations; None for all."""


def taken(alert: Alert, routes: Sequence[Route]) -> tuple[Taken, ...]:
    """The routes that an alert takes, in order; none when it fits no route."""
    return tuple(_taken(alert, routes, (), None))


def destinations(alert: Alert, routes: Sequence[Route], names: Sequence[str]) -> tuple[str, ...]:
    """The destinations of an alert, each once, in the order of ``names``.

    Args:
        alert: as decided.
        routes: the outermost ones.
        names: of the destinations that want its severity.
    """
    found = taken(alert, routes)
    if not found or any(one.to is None for one in found):
        return tuple(names)
    wanted = {name for one in found for name in one.to or ()}
    return tuple(name for name in names if name in wanted)


def _taken(
    alert: Alert, routes: Sequence[Route], above: tuple[int, ...], inherited: tuple[str, ...] | None
) -> Iterator[Taken]:
    for index, route in enumerate(routes):
        if not fits(alert, route.matcher):
            continue
        path, to = (*above, index), route.to or inherited
        inner = list(_taken(alert, route.route, path, to))
        yield from inner or [Taken(path, to)]
        if route.then is Then.STOP:
            return

"""Routes: which alerts go where, as a table."""

import pytest
from routed_alerts import alert

from monitor.records import Alert, AlertKind, Matcher, Severity
from monitor.routing import Route, Then, destinations, fits, taken

ALL = ("desk", "phone", "archive")

LATER = alert(AlertKind.LATER, lang="ar", outlet="وكالة المثال", origins=("a", "b"))
NEW = alert(AlertKind.NEW, lang="en", outlet="Example Wire", origins=("a",))
COVERAGE = alert(AlertKind.COVERAGE, "coverage:st1", lang="ar-IQ", outlet="وكالة المثال")


@pytest.mark.parametrize(
    ("matcher", "fitting"),
    [
        pytest.param(Matcher(), (LATER, NEW, COVERAGE), id="nothing-given"),
        pytest.param(Matcher(severity=(Severity.SHIFT,)), (LATER,), id="severity"),
        pytest.param(Matcher(severity=(Severity.SHIFT, Severity.NEW_DATE)), (LATER, NEW), id="one-of-two"),
        pytest.param(Matcher(kind=(AlertKind.NEW,)), (NEW,), id="kind"),
        pytest.param(Matcher(milestone=("mission_end",)), (LATER, NEW), id="milestone-no-coverage"),
        pytest.param(Matcher(milestone=("phase1",)), (), id="another-milestone"),
        pytest.param(Matcher(language=("ar",)), (LATER, COVERAGE), id="language-with-regions"),
        pytest.param(Matcher(language=("en", "fr")), (NEW,), id="languages"),
        pytest.param(Matcher(outlet=("وكالة المثال",)), (LATER, COVERAGE), id="outlet"),
        pytest.param(Matcher(outlet=("EXAMPLE wire",)), (NEW,), id="outlet-whatever-case"),
        pytest.param(Matcher(origins=2), (LATER,), id="origins"),
        pytest.param(Matcher(origins=1), (LATER, NEW, COVERAGE), id="one-origin-is-everybody"),
        pytest.param(Matcher(kind=(AlertKind.LATER,), language=("en",)), (), id="all-must-fit"),
    ],
)
def test_what_fits(matcher: Matcher, fitting: tuple[Alert, ...]) -> None:
    assert tuple(one for one in (LATER, NEW, COVERAGE) if fits(one, matcher)) == fitting


def test_an_outlet_that_carries_the_news_counts_as_well() -> None:
    assert fits(alert(outlets=("Example Wire", "صحيفة")), Matcher(outlet=("صحيفة",)))


SHIFTS = (Severity.SHIFT,)
TREES = {
    "empty": (),
    "first-wins": (Route(("desk",), severity=SHIFTS), Route(("phone",), language=("ar",))),
    "continue": (
        Route(("desk",), severity=SHIFTS, then=Then.CONTINUE),
        Route(("phone",), language=("ar",)),
    ),
    "children": (
        Route(
            ("archive",),
            language=("ar",),
            route=(Route(("phone",), severity=SHIFTS), Route(kind=(AlertKind.NEW,))),
        ),
    ),
    "child-continues": (
        Route(
            language=("ar",),
            to=("archive",),
            route=(
                Route(("phone",), severity=SHIFTS, then=Then.CONTINUE),
                Route(("desk",), origins=2),
            ),
        ),
        Route(("desk",)),
    ),
    "to-nobody-named": (Route(severity=SHIFTS), Route(("archive",))),
    "unknown-name": (Route(("desk", "gone"), then=Then.CONTINUE),),
}


@pytest.mark.parametrize(
    ("tree", "later", "new", "coverage"),
    [
        pytest.param("empty", ALL, ALL, ALL, id="none-as-before"),
        pytest.param("first-wins", ("desk",), ALL, ("phone",), id="stops-at-the-first"),
        pytest.param("continue", ("desk", "phone"), ALL, ("phone",), id="goes-on"),
        pytest.param("children", ("phone",), ALL, ("archive",), id="inner-first-outer-else"),
        pytest.param("child-continues", ("desk", "phone"), ("desk",), ("archive",), id="inner-goes-on"),
        pytest.param("to-nobody-named", ALL, ("archive",), ("archive",), id="no-names-mean-all"),
        pytest.param("unknown-name", ("desk",), ("desk",), ("desk",), id="only-those-there"),
    ],
)
def test_where_it_goes(
    tree: str, later: tuple[str, ...], new: tuple[str, ...], coverage: tuple[str, ...]
) -> None:
    routes = TREES[tree]
    assert [destinations(one, routes, ALL) for one in (LATER, NEW, COVERAGE)] == [later, new, coverage]


def test_only_destinations_that_want_it_are_asked() -> None:
    assert destinations(LATER, (Route(("desk", "phone")),), ("phone",)) == ("phone",)


def test_the_routes_taken_are_told_by_their_places() -> None:
    found = taken(LATER, TREES["child-continues"])
    assert [(one.path, one.to) for one in found] == [((0, 0), ("phone",)), ((0, 1), ("desk",))]
    assert taken(NEW, TREES["first-wins"]) == ()


def test_a_child_without_names_has_those_of_its_parent() -> None:
    (one,) = taken(alert(AlertKind.NEW), TREES["children"])
    assert (one.path, one.to) == ((0, 1), ("archive",))

"""What the user decides about who is believed and whose news it is: checks beyond the form of the tables."""

from collections.abc import Iterable, Iterator, Sequence

from monitor.errors import Problem
from monitor.lang import phrase_fault
from monitor.novelty import Origin
from monitor.settings.document import Document
from monitor.settings.lines import Path
from monitor.settings.sections import MilestonesFile
from monitor.settings.tables import suggestion
from monitor.text import normalise


def ledger_problems(file: MilestonesFile, document: Document) -> list[Problem]:
    """What is wrong with the authorities, the sides and the clock of a well-formed ``milestones.toml``."""
    return [document.problem(*found) for found in (*_authorities(file), *_sides(file), *_clocks(file))]


def origin_problems(origins: Sequence[Origin], document: Document) -> list[Problem]:
    """What is wrong with the origins of a well-formed ``feeds.toml``."""
    problems: list[Problem] = []
    owners: dict[str, int] = {}
    for index, origin in enumerate(origins):
        at = ("origin", index)
        if not origin.name.strip():
            problems.append(document.problem((*at, "name"), "is empty.", "Name the wire or owner."))
        if not (origin.names or origin.marks or origin.domains):
            message = f'"{origin.name}" has nothing to be told by.'
            problems.append(document.problem(at, message, "Give it names, marks or domains."))
        for key in ("names", "marks", "domains"):
            for name in getattr(origin, key):
                plain = normalise(name).text.lower().strip()
                if not plain:
                    problems.append(document.problem((*at, key), "holds an empty name.", "Take it away."))
                elif owners.setdefault(plain, index) != index:
                    other = origins[owners[plain]].name
                    message = f'"{name}" belongs to "{other}" already.'
                    problems.append(document.problem((*at, key), message, "Leave it to one of the two."))
                elif key == "domains" and ("/" in name or "." not in name):
                    fix = 'Write the bare domain: "example.org".'
                    problems.append(document.problem((*at, key), f'"{name}" is no domain.', fix))
    return problems


def _authorities(file: MilestonesFile) -> Iterator[tuple[Path, str, str]]:
    known = tuple(rule.id for rule in file.milestone)
    for index, rule in enumerate(file.ledger.authority):
        at = ("ledger", "authority", index)
        if not (rule.speakers or rule.outlets or rule.milestones):
            yield at, "fits everything that is said.", "Give it speakers, outlets or milestones."
        yield from _phrases(rule.speakers, (*at, "speakers"))
        for name in rule.milestones:
            if name not in known:
                yield (*at, "milestones"), f'"{name}" is no milestone.', suggestion(name, known)


def _sides(file: MilestonesFile) -> Iterator[tuple[Path, str, str]]:
    first: dict[str, int] = {}
    sides = file.ledger.side
    for index, side in enumerate(sides):
        at = ("ledger", "side", index)
        if first.setdefault(side.name, index) != index:
            yield (*at, "name"), f'"{side.name}" is side {first[side.name] + 1} already.', "Join the two."
        if not side.speakers:
            yield (*at, "speakers"), "is empty: nobody speaks for it.", "List names and offices."
        yield from _phrases(side.speakers, (*at, "speakers"))
    if len(sides) == 1:
        yield ("ledger", "side", 0), "is the only side: it can disagree with nobody.", "Add another, or none."


def _clocks(file: MilestonesFile) -> Iterator[tuple[Path, str, str]]:
    def days(given: Iterable[int], at: Path) -> Iterator[tuple[Path, str, str]]:
        if any(day < 0 for day in given):
            yield at, "holds a day after the deadline.", "Count days before it: 90, 30, 7, 0."

    yield from days(file.ledger.reminder_days, ("ledger", "reminder_days"))
    for index, rule in enumerate(file.milestone):
        yield from days(rule.reminder_days or (), ("milestone", index, "reminder_days"))


def _phrases(phrases: tuple[str, ...], at: Path) -> Iterator[tuple[Path, str, str]]:
    for phrase in phrases:
        normal = normalise(phrase).text.lower().strip()
        if not normal:
            yield at, "holds an empty phrase.", "Take it away."
        elif phrase != normal:
            yield at, f'"{phrase}" is not in normal form.', f'Write "{normal}".'
        elif fault := phrase_fault(phrase):
            yield at, f'"{phrase}" {fault}.', "The signs are explained at the top of the file."

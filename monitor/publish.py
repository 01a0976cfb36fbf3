"""Use case: what is recorded, as files for other programs.

1. **recall** the newest alerts and every milestone's ledger;
2. **make** each document from them;
3. **write** those that tell something else than the file there, each in one stroke: whoever reads a file
   finds it whole, before or after.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.errors import ExportError
from monitor.export import FILES, Recorded, What, document
from monitor.ledger import Labelled, LedgerPolicy, fold
from monitor.policies import ExportForm, ExportPolicy
from monitor.records import Milestone, MilestoneLedger, Stated
from monitor.store import Store, alerts, ledgers

log = logging.getLogger(__name__)

FEEDS = (ExportForm.RSS, ExportForm.ATOM)
"""Forms that hold the newest alerts only."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What documents are made by."""

    milestones: tuple[Milestone, ...]
    """In the order in which they are shown."""
    names: dict[str, str]
    """Milestone id -> name in the language."""
    ledger: LedgerPolicy
    language: str
    policy: ExportPolicy


class Publisher:
    """Keeps the files of one folder up to date.

    Args:
        store: the state, read only here.
        telling: what documents are made by; without a folder, nothing is written.
    """

    def __init__(self, store: Store, telling: Telling) -> None:
        self._store = store
        self._telling = telling
        self._trouble = ""

    def publish(self) -> tuple[Path, ...]:
        """Write what has changed; trouble with the folder is logged once, until it is another or over.

        Returns:
            The files written.

        Raises:
            StateError: the state cannot be read.
        """
        policy = self._telling.policy
        if not policy.folder:
            return ()
        folder, written, trouble = Path(policy.folder), [], ""
        made = make(self._store, self._telling)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            trouble = str(_unwritable(folder, error))
        for name, data in made.items() if not trouble else ():
            try:
                if write(folder / name, data):
                    written.append(folder / name)
            except ExportError as error:
                trouble = str(error)
        if trouble and trouble != self._trouble:
            log.error("%s Tried again with every sweep; everything else goes on.", trouble)
        elif self._trouble and not trouble:
            log.info("The files in %s can be written again.", folder)
        self._trouble = trouble
        return tuple(written)


def make(store: Store, telling: Telling) -> dict[str, bytes]:
    """File name -> content, of every form that is wanted."""
    wanted = {name: of for name, of in FILES.items() if of[0] in telling.policy.forms}
    recorded = recall(store, telling)
    return {
        name: document(form, what, _newest(form, recorded, telling)) for name, (form, what) in wanted.items()
    }


def one(
    store: Store,
    telling: Telling,
    form: ExportForm,
    what: What,
    *,
    everything: bool = False,
    milestone: str | None = None,
    folded: Mapping[str, tuple[MilestoneLedger, Labelled]] | None = None,
) -> bytes:
    """A single document, by hand.

    Args:
        everything: also alerts not told, and statements that changed nothing.
        milestone: only what is about this one.
        folded: milestone id -> its ledger and what it was folded from; folded anew when None.
    """
    if milestone is not None:
        telling = replace(telling, milestones=tuple(m for m in telling.milestones if m.id == milestone))
    recorded = Recorded(
        language=telling.language,
        names=telling.names,
        reminder_days=telling.ledger.reminder_days,
        address=telling.policy.address,
        everything=everything,
    )
    if folded is not None and what is What.LEDGER:
        # Each knows what was said about its own rows.
        of = [(m, *folded[m.id]) for m in telling.milestones]
        everyone = Labelled(
            rows=tuple(row for _, _, said in of for row in said.rows),
            out={key: label for _, _, said in of for key, label in said.out.items()},
            lost=tuple(row for _, _, said in of for row in said.lost),
        )
        return document(form, what, replace(recorded, ledgers=tuple(one[:2] for one in of), said=everyone))
    with store.read() as conn:
        if what is What.LEDGER:
            said = ledgers.counting(conn, milestone)
            recorded = replace(recorded, ledgers=_folded(said, telling), said=said)
        else:
            limit = telling.policy.items if form in FEEDS else None
            told = alerts.latest(conn, limit, suppressed=everything, milestone=milestone)
            recorded = replace(recorded, alerts=told)
    return document(form, what, recorded)


def recall(store: Store, telling: Telling) -> Recorded:
    """All that documents tell, as recorded."""
    with store.read() as conn:
        said = ledgers.counting(conn)
        return Recorded(
            language=telling.language,
            names=telling.names,
            alerts=alerts.latest(conn, None),
            ledgers=_folded(said, telling),
            reminder_days=telling.ledger.reminder_days,
            address=telling.policy.address,
            said=said,
        )


def _folded(said: Labelled, telling: Telling) -> tuple[tuple[Milestone, MilestoneLedger], ...]:
    by_milestone: dict[str, list[Stated]] = {one.id: [] for one in telling.milestones}
    for row in said.rows:
        if row.statement.milestone in by_milestone:
            by_milestone[row.statement.milestone].append(row)
    return tuple((m, fold(m, by_milestone[m.id], telling.ledger)) for m in telling.milestones)


def write(path: Path, data: bytes) -> bool:
    """Make a file hold these bytes; whether it did not before.

    Raises:
        ExportError: it cannot be written. What was there before is still there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        try:
            # What a killed run left behind is in nobody's use; a link in its place is not followed.
            part.unlink(missing_ok=True)
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from None
    return True


def _newest(form: ExportForm, recorded: Recorded, telling: Telling) -> Recorded:
    if form not in FEEDS:
        return recorded
    return replace(recorded, alerts=recorded.alerts[: telling.policy.items])


def _unwritable(path: Path, error: OSError) -> ExportError:
    fix = "Name a folder of yours, or change its rights."
    return ExportError(f"{path}: cannot be written: {error.strerror or error}. {fix}")

"""What the page's API tells beside the forms of :mod:`monitor.formats`: milestones, shifts, stories, entries.

Plain dictionaries with the same habits; their schemas stand beside the others.
"""

from collections.abc import Mapping, Sequence

from monitor.formats import Object, deadline_object, ledger_objects
from monitor.records import Entry, Milestone, MilestoneLedger, Score, Shift
from monitor.render import Phrases


def milestone_object(
    milestone: Milestone, ledger: MilestoneLedger, names: Mapping[str, str], phrases: Phrases
) -> Object:
    """One milestone and how it stands.

    Args:
        names: language -> name.
        phrases: language of ``name`` and of the words in ``deadline``.
    """
    key = ledger.current.set_by.key if ledger.current is not None else None
    held = ledger_objects(ledger, phrases, rows=[row for row in ledger.stated if row.key == key])
    open_one = ledger.disagreement
    return {
        "id": milestone.id,
        "name": names.get(phrases.language) or milestone.name,
        "names": {"en": milestone.name, **{language: name for language, name in names.items() if name}},
        "tracked": milestone.tracked,
        "ended_on": milestone.ended_on.isoformat() if milestone.ended_on else None,
        "deadline": held[0] if held else None,
        "disagreement": None
        if open_one is None
        else [{"side": p.side, "deadline": deadline_object(p.deadline)} for p in open_one.positions],
        "statements": len(ledger.stated),
        "shifts": len(ledger.shifts),
        "said_at": max(s.said_at for s in ledger.stated).isoformat() if ledger.stated else None,
    }


def shift_object(shift: Shift) -> Object:
    """One shift of a ledger, alerted or not."""
    said = shift.stated
    return {
        "key": shift.key,
        "milestone": shift.milestone,
        "kind": shift.kind.value,
        "at": shift.at.isoformat(),
        "days_moved": shift.days_moved,
        "unconfirmed": shift.unconfirmed,
        "before": deadline_object(shift.before),
        "after": deadline_object(shift.after),
        "quote": said.statement.quote.text if said else None,
        "speaker": said.statement.speaker if said else None,
        "speaker_rank": said.statement.rank.value if said else None,
        "entry": said.entry if said else None,
        "outlet": said.outlet if said else None,
        "url": said.url if said else None,
        "origins": list(shift.origins),
        "outlets": list(shift.outlets),
        "also": [row.entry for row in shift.also],
        "rule": shift.rule,
        "reason": shift.reason,
    }


def listed_object(entry: Entry, score: Score | None, label: bool | None, story: str | None) -> Object:
    """One entry in a list: everything but its text."""
    return {
        "id": entry.id,
        "version": entry.version,
        "published": entry.published_at.isoformat(),
        "seen": entry.seen_at.isoformat(),
        "feed": entry.feed,
        "outlet": entry.outlet,
        "origin": entry.origin,
        "lang": entry.lang,
        "title": entry.title,
        "summary": entry.summary,
        "url": entry.url,
        "score": score.value if score is not None else None,
        "relevant": score.relevant if score is not None else None,
        "label": None if label is None else "relevant" if label else "irrelevant",
        "story": story,
    }


def story_object(story: str, told: Sequence[Entry], size: int) -> Object:
    """One story.

    Args:
        story: its identity.
        told: its entries, or the first of them, oldest first; at least one.
        size: how many entries tell it.
    """
    first = told[0]
    return {
        "story": story,
        "entries": size,
        "first": first.published_at.isoformat(),
        "last": max(entry.published_at for entry in told).isoformat(),
        "entry": first.id,
        "title": first.title,
        "lang": first.lang,
        "outlets": list(dict.fromkeys(entry.outlet for entry in told)),
        "origins": list(dict.fromkeys(entry.origin for entry in told)),
        "langs": list(dict.fromkeys(entry.lang for entry in told)),
        "ids": [entry.id for entry in told],
    }

"""What a person said about entries and statements, as cases of an annotated set."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from monitor.ledger import labelled
from monitor.records import Edge, Entry, Quote, Rank, Stated, StatementLabel, StatementVerdict

_EDGES = {Edge.EARLY: "early", Edge.MID: "mid", Edge.END: "end"}
_NAMELESS = {Rank.JOINT: "joint statement", Rank.OFFICIAL: "spokesperson", Rank.SOURCES: "sources"}


def cases(
    entries: Iterable[Entry],
    stated: Mapping[str, Sequence[Stated]],
    stories: Mapping[str, str],
    relevant: Mapping[str, bool],
    labels: Sequence[StatementLabel],
) -> tuple[dict[str, Any], ...]:
    """One line of the set per labelled entry, in order of publication.

    Statements stand as they count after the labels; what was labelled as wrong, and not put right, is left
    out, and named under ``wrong``. An entry with a labelled statement and no label of its own is on topic.

    Args:
        stated: entry -> what was read out of it.
        stories: entry -> its story.
        relevant: labels of entries.
        labels: labels of statements.
    """
    made = []
    for entry in sorted(entries, key=lambda e: (e.published_at, e.id)):
        on_topic = relevant.get(entry.id, True)
        found = labelled(stated.get(entry.id, ()), labels)
        checked = {
            *found.out,
            *(
                row.key
                for one in labels
                if one.verdict is StatementVerdict.RIGHT
                for row in found.rows
                if one.entry == row.entry and one.quote.text == row.statement.quote.text
            ),
        }
        left = {row.key for row in found.rows}
        wrong = [row for row in stated.get(entry.id, ()) if row.key in found.out and row.key not in left]
        made.append(
            {
                "id": entry.id,
                "published": entry.published_at.isoformat(),
                "outlet": entry.outlet,
                "lang": entry.lang,
                "title": entry.title,
                "summary": entry.summary,
                "body": entry.body,
                "story": stories.get(entry.id, entry.id),
                "on_topic": on_topic,
                **({"centrality": "central"} if on_topic else {"difficulty": "hard", "kind": "labelled"}),
                "statements": [_statement(row, row.key in checked) for row in found.rows] if on_topic else [],
                "wrong": [
                    {
                        "milestone": row.statement.milestone,
                        "quote": row.statement.quote.text,
                        "date_text": row.statement.date.text if row.statement.date else "",
                        "verdict": found.out[row.key].verdict.value,
                        "note": found.out[row.key].note,
                    }
                    for row in wrong
                ],
                "troop_counts": [],
                "sites": [],
            }
        )
    return tuple(made)


def written(made: Sequence[Mapping[str, Any]], milestones: Collection[str]) -> dict[str, bytes]:
    """File name -> content of a set."""

    def lines(on_topic: bool) -> bytes:
        chosen = (json.dumps(one, ensure_ascii=False) for one in made if one["on_topic"] is on_topic)
        return "".join(f"{line}\n" for line in chosen).encode()

    shifts = {
        "version": 1,
        "tracked": list(milestones),
        "kinds": [],
        "required": [],
        "entries": [],
        "must_stay_silent": [],
    }
    return {
        "on_topic.jsonl": lines(True),
        "off_topic.jsonl": lines(False),
        "shifts.json": json.dumps(shifts, indent=1).encode() + b"\n",
    }


def _statement(row: Stated, checked: bool) -> dict[str, Any]:
    statement, due = row.statement, row.statement.due
    date: Quote | None = statement.date
    return {
        "milestone": statement.milestone,
        "action": statement.action,
        "actor": statement.actor,
        "scope": statement.scope,
        "place": statement.place,
        "date_text": date.text if date is not None and due is not None else "",
        "start": due.first_day.isoformat() if due is not None else None,
        "end": due.last_day.isoformat() if due is not None else None,
        "granularity": due.precision.value if due is not None else None,
        "edge": _EDGES[due.edge] if due is not None and due.edge is not None else None,
        "fuzzy": due.fuzzy if due is not None else False,
        "bound": due.bound.value if due is not None else None,
        "modality": statement.modality.value,
        "said_by": statement.speaker or _NAMELESS[statement.rank],
        "background": statement.background,
        "commentary": statement.commentary,
        "checked": checked,
    }

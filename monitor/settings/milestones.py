"""The milestones of ``milestones.toml``: checks beyond their form."""

import re
from collections.abc import Sequence
from dataclasses import fields

from monitor.errors import Problem
from monitor.extract.milestone import SLOTS, MilestoneRule
from monitor.records import Modality
from monitor.settings.document import Document
from monitor.settings.tables import suggestion

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def milestone_problems(rules: Sequence[MilestoneRule], document: Document) -> list[Problem]:
    """What is wrong with milestones whose tables are well-formed."""
    if not rules:
        return [
            document.problem(
                (), "names no milestones.", "Add at least one [[milestone]] with id, name and action."
            )
        ]
    problems: list[Problem] = []
    first: dict[str, int] = {}
    known = tuple(rule.id for rule in rules)
    for index, rule in enumerate(rules):
        at = ("milestone", index)
        if not _ID.fullmatch(rule.id):
            fix = "Use small letters, digits and underscores."
            problems.append(document.problem((*at, "id"), f'"{rule.id}" is no identity.', fix))
        elif first.setdefault(rule.id, index) != index:
            message = f'"{rule.id}" is already milestone {first[rule.id] + 1}.'
            problems.append(document.problem((*at, "id"), message, "Give each milestone its own id."))
        for modality in rule.undated:
            if modality not in tuple(Modality):
                message = f'"{modality}" is no modality.'
                problems.append(
                    document.problem((*at, "undated"), message, suggestion(modality, tuple(Modality)))
                )
        if not any(getattr(rule.action, f.name) for f in fields(rule.action)):
            message = "has no action words: nothing can be stated about it."
            problems.append(document.problem((*at, "action"), message, "Add action.en or action.ar."))
        for slot in SLOTS:
            problems += _references(rule, slot, (*at, slot), known, document)
    return problems


def _references(
    rule: MilestoneRule, slot: str, at: tuple[str | int, ...], known: tuple[str, ...], document: Document
) -> list[Problem]:
    """References to words of other milestones that lead nowhere."""
    words = getattr(rule, slot)
    problems = []
    for f in fields(words):
        for word in getattr(words, f.name):
            owner, dot, target = word.removeprefix("@").partition(".")
            if not (word.startswith("@") and dot):
                continue
            if owner not in known:
                fix = suggestion(owner, known)
                problems.append(document.problem((*at, f.name), f'{word}: no milestone "{owner}".', fix))
            elif target not in SLOTS:
                fix = suggestion(target, SLOTS)
                problems.append(document.problem((*at, f.name), f'{word}: no words "{target}".', fix))
    return problems

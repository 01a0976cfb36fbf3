"""The milestones of ``milestones.toml``: checks beyond their form."""

import re
from collections.abc import Sequence
from dataclasses import fields

from monitor.errors import Problem
from monitor.extract.milestone import SLOTS, MilestoneRule
from monitor.lang import SHIPPED, Lexicons
from monitor.records import Modality
from monitor.settings.document import Document
from monitor.settings.tables import suggestion
from monitor.text import normalise

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def milestone_problems(
    rules: Sequence[MilestoneRule], document: Document, lexicons: Lexicons = SHIPPED
) -> list[Problem]:
    """What is wrong with milestones whose tables are well-formed; ``lexicons`` hold their cue words."""
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
        if rule.begins is not None and (rule.begins not in known or rule.begins == rule.id):
            message = f'"{rule.begins}" names no other milestone.'
            problems.append(document.problem((*at, "begins"), message, suggestion(rule.begins, known)))
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
            words = getattr(rule, slot)
            problems += [
                document.problem((*at, slot, f.name), *trouble)
                for f in fields(words)
                for word in getattr(words, f.name)
                if (trouble := _word_trouble(word, f.name, known, lexicons))
            ]
    return problems


def _word_trouble(word: str, lang: str, known: tuple[str, ...], lexicons: Lexicons) -> tuple[str, str] | None:
    """Why a phrase would never be found, and the fix; None when it can be."""
    if not word.startswith("@"):
        normal = normalise(word).text.lower().strip()
        if not normal:
            return "holds an empty phrase.", "Take it away."
        return None if word == normal else (f'"{word}" is not in normal form.', f'Write "{normal}".')
    owner, dot, slot = word[1:].partition(".")
    if not dot:
        cues = tuple(lexicons.of(lang).cues)
        return None if owner in cues else (f'"{word}" names no cue words.', suggestion(owner, cues))
    if owner not in known:
        return f'"{word}" names no milestone.', suggestion(owner, known)
    return None if slot in SLOTS else (f'"{word}" names no words of it.', suggestion(slot, SLOTS))

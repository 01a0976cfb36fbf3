"""Texts whose form matters: paths, servers, territory codes and the slots of leads."""

import re
from collections.abc import Iterator
from dataclasses import fields

from monitor.errors import Problem
from monitor.relevance import LanguageRules, TopicRules
from monitor.settings.document import Document
from monitor.settings.sections import MonitorFile

_SERVER = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]@]+):([0-9]{1,5})")
_ADDRESS = re.compile(r"https?://[^\s/?#@<>\"]+(?:/[^\s?#<>\"]*)?")
_TERRITORY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SLOT = re.compile(r"\{[^}]*\}?")
_SLOTS = frozenset(("{who}", "{where}"))
_PATTERNS = frozenset(("leads", "misses"))


def monitor_problems(settings: MonitorFile, document: Document) -> Iterator[Problem]:
    """Paths that lead nowhere, and servers that no request could match."""
    for key in ("seeds", "state"):
        text = str(getattr(settings.monitor, key))
        if text in ("", ".") or not text.isprintable():
            yield document.problem(
                ("monitor", key), "names no folder.", f'Write {key} = "{key}", or another path.'
            )
    if not settings.export.folder.isprintable():
        fix = 'Write folder = "export", or another path.'
        yield document.problem(("export", "folder"), "names no folder.", fix)
    if settings.export.address and not _ADDRESS.fullmatch(settings.export.address):
        fix = 'Write an address such as "https://example.org/monitor/", or "".'
        yield document.problem(("export", "address"), "is no web address.", fix)
    for index, entry in enumerate(settings.fetch.allow):
        server = _SERVER.fullmatch(entry.strip())
        if server is None or not 0 < int(server.group(1)) < 65_536:
            fix = 'Write host:port, such as "feeds.intranet:8080" or "[::1]:8080".'
            yield document.problem(("fetch", "allow", index), f'"{entry}" is no server.', fix)


def topic_problems(topic: TopicRules, document: Document) -> Iterator[Problem]:
    """Codes and slots that nothing could match."""
    for key in ("here", "neutral"):
        for index, code in enumerate(getattr(topic.places, key)):
            if not _TERRITORY.fullmatch(code):
                fix = "Write the two capital letters of the country, such as IQ."
                yield document.problem(("places", key, index), f'"{code}" is no territory code.', fix)
    for lang, rules in topic.language.items():
        if not _LANGUAGE.fullmatch(lang):
            message = f'"{lang}" is no language code.'
            yield document.problem(("language", lang), message, "Write it like ar, en or ckb.")
        yield from _language_problems(lang, rules, document)


def _language_problems(lang: str, rules: LanguageRules, document: Document) -> Iterator[Problem]:
    for f in fields(rules):
        for index, text in enumerate(getattr(rules, f.name)):
            at = ("language", lang, f.name, index)
            if not text.strip(" *"):
                yield document.problem(at, f'"{text}" is empty.', "Take it away.")
            for slot in _SLOT.findall(text) if f.name in _PATTERNS else ():
                if slot not in _SLOTS:
                    yield document.problem(at, f"{slot} is no slot.", "Slots are {who} and {where}.")

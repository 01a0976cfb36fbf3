"""By which rules articles are read: one short name for the code, the words and the milestones together."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from monitor.extract.milestone import MilestoneRule, Names
from monitor.lang import Lexicons

_READERS = ("extract", "lang", "text")
"""Modules and packages whose every file has a say in what is read."""


def identity_of(rules: Sequence[MilestoneRule], lexicons: Lexicons) -> str:
    """The identity of the rules: equal ones read every article alike. 16 hexadecimal digits.

    Made from the reading code and the lexicons that ship, byte for byte, because a version number that a
    person has to raise is forgotten; and from what the user decides, except how milestones are called and
    whether and when they may alert, which changes nothing in what is read.
    """
    reading = [
        replace(
            rule,
            name="",
            names=Names(),
            tracked=True,
            reminder_days=None,
            lapses=None,
            silence_after=None,
        )
        for rule in rules
    ]
    digest = blake2b(_code(), digest_size=8)
    decided = [*map(asdict, reading), *map(asdict, lexicons.changes)]
    digest.update(json.dumps(decided, default=_plain).encode())
    return digest.hexdigest()


def _plain(value: date | frozenset[str]) -> str | list[str]:
    """What JSON has no form for; sets have another order in every process."""
    return value.isoformat() if isinstance(value, date) else sorted(value)


@cache
def _code() -> bytes:
    digest = blake2b()
    for name in _READERS:
        place = files("monitor").joinpath(name)
        some = place.iterdir() if place.is_dir() else [files("monitor").joinpath(f"{name}.py")]
        for file in sorted(some, key=lambda file: file.name):
            if file.name.endswith((".py", ".toml")):
                digest.update(f"{name}/{file.name}\0".encode() + file.read_bytes())
    return digest.digest()

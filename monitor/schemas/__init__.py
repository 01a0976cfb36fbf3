"""JSON Schemas of what programs are given (``docs/formats.md``): one file a form; a form may hold others."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, get_args

__all__ = ["FORMS", "Form", "schema"]

Form: TypeAlias = Literal[
    "entry",
    "score",
    "extract",
    "alert",
    "message",
    "ledger",
    "milestone",
    "shift",
    "listed",
    "story",
    "feed",
    "status",
]

FORMS: tuple[Form, ...] = get_args(Form)
"""The forms that have a schema."""


@cache
def schema(form: Form) -> Mapping[str, Any]:
    """The JSON Schema (draft 2020-12) of a form, complete in itself."""
    text = files(__name__).joinpath(f"{form}.json").read_text("utf-8")
    loaded: Mapping[str, Any] = _resolved(json.loads(text))
    return loaded


def _resolved(node: Any) -> Any:
    """With what stands in the schemas of other forms in the place of references to it."""
    if isinstance(node, list):
        return [_resolved(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        form, _, path = node["$ref"].partition(".json#/")
        found: Any = schema(form.removesuffix(".json"))
        for step in filter(None, path.split("/")):
            found = found[step]
        return {key: value for key, value in found.items() if key != "$schema"}
    return {key: _resolved(value) for key, value in node.items()}

"""The heartbeat's addresses: checks beyond their form, and the secrets that they name."""

import re
from collections.abc import Mapping

from monitor.errors import Problem
from monitor.health import HeartbeatPolicy
from monitor.settings.document import Document
from monitor.settings.secrets import fill, missing_secrets

_ADDRESS = re.compile(r"https?://[^\s/?#\\]+(?:[/?][^\s#]*)?", re.IGNORECASE)


def heartbeat_problems(
    policy: HeartbeatPolicy, document: Document, secrets: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """What is wrong with a well-formed ``[heartbeat]``.

    Args:
        policy: as read.
        document: where it stands.
        secrets: everything that an address may name.

    Returns:
        Names of the secrets in use, and the problems.
    """
    used: list[str] = []
    problems: list[Problem] = []
    for key in ("url", "fail_url"):
        written = getattr(policy, key)
        address, names, missing = fill(written, secrets)
        used.extend(names)
        at = ("heartbeat", key)
        problems += missing_secrets(missing, at, document)
        if written and not missing and not _ADDRESS.fullmatch(address):
            # The address may be a secret: it is not repeated.
            fix = "Write one such as https://hc-ping.com/${CHECK}, or take the key away."
            problems.append(document.problem(at, "is no web address.", fix))
    if policy.fail_url and not policy.url:
        problems.append(document.problem(("heartbeat", "fail_url"), "has no url beside it.", "Add url."))
    return tuple(used), problems

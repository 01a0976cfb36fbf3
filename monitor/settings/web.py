"""What can be wrong with the ``[web]`` section."""

from collections.abc import Mapping
from ipaddress import ip_address

from monitor.errors import Problem
from monitor.policies import WebPolicy
from monitor.settings.document import Document
from monitor.settings.secrets import fill


def web_problems(
    web: WebPolicy, document: Document, secrets: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Names of the secrets in use, and every problem."""
    names: list[str] = []
    problems = []
    for key in ("password", "token"):
        _, used, missing = fill(getattr(web, key), secrets)
        names += used
        problems += [
            document.problem(
                ("web", key),
                f"the secret {name} is not set.",
                f"Set {name} in the environment or in secrets.toml.",
            )
            for name in missing
        ]
    if not _this_machine(web.host) and not web.password:
        problems.append(
            document.problem(
                ("web", "host"),
                f"{web.host} can be reached by other machines, and anybody there could change your settings.",
                'Set a `password` in [web], or `host = "127.0.0.1"`.',
            )
        )
    if web.address and not web.address.startswith(("http://", "https://")):
        problems.append(
            document.problem(("web", "address"), "is no web address.", "Begin it with https:// or http://.")
        )
    return tuple(names), problems


def _this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"

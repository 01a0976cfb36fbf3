"""Change one value in a configuration file and leave everything else in it as the user wrote it."""

import re
import tomllib

from monitor.errors import ConfigError, Problem


def set_number(text: str, section: str, key: str, value: float) -> str:
    """The text with ``key = value`` in ``[section]``: the line that sets it is changed, or the default behind
    ``#``; without either, a line is added under the section's header, without that at the end.

    Raises:
        ConfigError: the file is written in a way that this cannot change safely.
    """
    header = re.compile(rf"^\[{re.escape(section)}\][ \t]*(#.*)?$", re.MULTILINE)
    found = header.search(text)
    line = f"{key} = {value:g}"
    if found is None:
        changed = f"{text.rstrip()}\n\n[{section}]\n{line}\n"
    else:
        start = found.end()
        following = re.compile(r"^\[", re.MULTILINE).search(text, start)
        end = following.start() if following else len(text)
        body = text[start:end]
        for pattern in (rf"^{key}[ \t]*=[ \t]*[^#\s]+", rf"^#[ \t]*{key}[ \t]*=[ \t]*[^#\s]+"):
            body, changes = re.subn(pattern, line, body, count=1, flags=re.MULTILINE)
            if changes:
                break
        else:
            body = f"\n{line}{body}"
        changed = text[:start] + body + text[end:]
    try:
        right = tomllib.loads(changed)[section][key] == value
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        right = False
    if not right:
        raise ConfigError(
            Problem(
                "", f"{section}.{key}", "cannot be changed by the program.", f"Write `{line}` there by hand."
            )
        )
    return changed

"""That a destination takes nothing any more, told through another one."""

from monitor.records import Severity
from monitor.render.phrases import load_phrases
from monitor.render.rendering import Look, Rendered, notice


def parked(name: str, cause: str, *, key: str, look: Look) -> Rendered:
    """A notice that a destination is parked.

    Args:
        name: of the destination.
        cause: as it gave it, secrets removed.
        key: of the message; gives the reference.
        look: of the destination that is told.
    """
    phrases = load_phrases(look.language)
    words = phrases.parked
    lines = (
        (words["cause"], cause),
        (words["meanwhile"], words["kept"]),
        (words["remedy"], words["command"].format(name=name)),
    )
    topic = words["topic"].format(name=phrases.foreign(name, 80))
    return notice(words["head"], topic, lines, key=key, look=look, severity=Severity.EVENT)

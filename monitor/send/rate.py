"""How fast each service may be written to, as far as services say."""

import re

from monitor.cadence import Rate
from monitor.send import scheme_of

# https://core.telegram.org/bots/faq: about one message a second in a chat, twenty a minute in a group.
_CHAT, _GROUP = Rate(1.0, burst=5), Rate(3.0, burst=10)
_GROUPS = re.compile(r"/(?:-\d|@|[A-Za-z_])")
# https://docs.slack.dev/apis/web-api/rate-limits: one a second for a channel, short bursts are allowed;
# https://docs.ntfy.sh/publish/#limitations: sixty at once, then one in five seconds.
_RATES = {"slack": Rate(1.0, burst=10), "ntfy": Rate(5.0, burst=60), "ntfys": Rate(5.0, burst=60)}


def rate_of(url: str) -> Rate | None:
    """How fast an address may be written to; None where nothing is known.

    Args:
        url: secrets filled in.
    """
    scheme = scheme_of(url)
    if scheme == "tgram":
        chats = url.partition("?")[0].partition("://")[2].partition("/")[2]
        return _GROUP if _GROUPS.search(f"/{chats}") else _CHAT
    return _RATES.get(scheme)

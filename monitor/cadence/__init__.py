"""When to ask again: one feed's next poll, one message's next attempt.

Pure: takes what was remembered, what came of the poll, a policy and ``now``; returns what to remember.
Randomness comes in as ``jitter``, a number in [0, 1).

One poll, in order::

    request(state, policy, now)            what to ask, conditionally where that is right
    outcome_of(request, response, state)   Unchanged | Failed | Fresh (a body worth parsing)
    failure(error)                         Failed, from a FetchError or ParseError
    read(fresh, parsed, new)               Read, once the body was parsed and compared
    settle(state, outcome, policy, now, jitter, feed=feed)   the next FeedState
"""

from monitor.cadence.headers import Advice, advice, retry_after
from monitor.cadence.outcome import (
    FEED_TYPES,
    Failed,
    Fresh,
    Outcome,
    Read,
    Unchanged,
    failure,
    outcome_of,
    read,
    request,
)
from monitor.cadence.policy import CadencePolicy, RetryPolicy
from monitor.cadence.retry import retry
from monitor.cadence.settle import rhythm, settle
from monitor.cadence.start import after_clock_jump, first_state, trickle

__all__ = [
    "FEED_TYPES",
    "Advice",
    "CadencePolicy",
    "Failed",
    "Fresh",
    "Outcome",
    "Read",
    "RetryPolicy",
    "Unchanged",
    "advice",
    "after_clock_jump",
    "failure",
    "first_state",
    "outcome_of",
    "read",
    "request",
    "retry",
    "retry_after",
    "rhythm",
    "settle",
    "trickle",
]

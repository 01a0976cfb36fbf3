"""When to ask again: one feed's next poll, one message's next attempt, one destination's next turn.

Pure: takes what was remembered, what came of the poll, a policy and ``now``; returns what to remember.
Randomness comes in as ``jitter``, a number in [0, 1).

One poll, in order::

    request(state, policy, now)            what to ask, conditionally where that is right
    outcome_of(request, response, state)   Unchanged | Failed | Fresh (a body worth parsing)
    failure(error)                         Failed, from a FetchError or ParseError
    read(fresh, parsed, new)               Read, once the body was parsed and compared
    settle(state, outcome, policy, now, jitter, feed=feed)   the next FeedState
"""

from monitor.cadence.bucket import Bucket, Rate, take
from monitor.cadence.circuit import Circuit, failed
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
from monitor.cadence.policy import BreakerPolicy, CadencePolicy, RetryPolicy
from monitor.cadence.retry import retry
from monitor.cadence.settle import rhythm, settle
from monitor.cadence.start import after_clock_jump, first_state, trickle

__all__ = [
    "FEED_TYPES",
    "Advice",
    "BreakerPolicy",
    "Bucket",
    "CadencePolicy",
    "Circuit",
    "Failed",
    "Fresh",
    "Outcome",
    "Rate",
    "Read",
    "RetryPolicy",
    "Unchanged",
    "advice",
    "after_clock_jump",
    "failed",
    "failure",
    "first_state",
    "outcome_of",
    "read",
    "request",
    "retry",
    "retry_after",
    "rhythm",
    "settle",
    "take",
    "trickle",
]

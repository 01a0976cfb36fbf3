"""Is the monitor itself well? Records and the time go in, what is wrong and what to tell come out.

1. **see**: records to troubles (:mod:`monitor.health.sight`);
2. **follow**: troubles that last become conditions, told once when they open and once when they are over
   (:mod:`monitor.health.course`);
3. **pulse**: whether work is truly being done (:mod:`monitor.health.pulse`).
"""

from monitor.health.course import Course, Notice, follow
from monitor.health.policy import HealthPolicy, HeartbeatPolicy
from monitor.health.pulse import Beat, Pulse, pulse
from monitor.health.sight import Backlogged, Sight, Vitals, longest_gap, quiet_feeds, see

__all__ = [
    "Backlogged",
    "Beat",
    "Course",
    "HealthPolicy",
    "HeartbeatPolicy",
    "Notice",
    "Pulse",
    "Sight",
    "Vitals",
    "follow",
    "longest_gap",
    "pulse",
    "quiet_feeds",
    "see",
]

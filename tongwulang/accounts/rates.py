"""How often a thing may be tried: sliding windows over the moments of earlier tries."""

import math
from collections.abc import Sequence
from typing import NamedTuple


class Rate(NamedTuple):
    """So many times in so many seconds."""

    times: int
    seconds: int


def seconds_to_wait(spent: Sequence[float], rates: Sequence[Rate], now: float) -> int:
    """Whole seconds until one more try is within every rate; 0 for at once.

    `spent` are the moments of earlier tries as timestamps, in any order.
    """
    return max((_wait(sorted(spent), rate, now) for rate in rates), default=0)


def _wait(spent: list[float], rate: Rate, now: float) -> int:
    recent = [moment for moment in spent if moment > now - rate.seconds]
    if len(recent) < rate.times:
        return 0
    return max(1, math.ceil(recent[-rate.times] + rate.seconds - now))

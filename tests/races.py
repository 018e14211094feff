"""How long two who race wait for each other, in seconds.

With the lock on, one of them is held back and waited for in vain: that a slow machine is given up
too early makes such a test weaker, never wrong. With the lock off, both arrive, however late.
"""

HELD_BACK = 1
FREE = 30


def patience(*, is_locked: bool) -> int:
    return HELD_BACK if is_locked else FREE

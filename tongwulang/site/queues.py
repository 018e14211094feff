"""What the worker does beside the site: a list of queues, the rows of which are worked on.

A row that waits is leased, worked on and released. A worker that is killed loses its lease, and the
next one goes on from where the row stands; nothing has to be cleaned up.
"""

from collections.abc import Callable
from typing import NamedTuple

from jobs import alerts
from jobs.exports import runs as exports
from jobs.imports import runs as imports
from tongwulang.outbox import sending


class Queue(NamedTuple):
    """`step` does one piece of work and says whether there was one."""

    name: str
    step: Callable[[], bool]


QUEUES = (
    Queue("messages", sending.deliver_next),
    Queue("imports", imports.work_on_next),
    Queue("exports", exports.work_on_next),
    Queue("alerts", alerts.tell_next),
)

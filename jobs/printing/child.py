"""The process that lays pages out: orders on stdin, answers on stdout, a line of JSON each.

`python -m jobs.printing.child`. It ends with whoever started it, because its stdin does.
"""

import base64
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from jobs.printing.paper import Paper

# Address space, of which half is touched by a handbook of 170 employers. Beyond this the print is
# given up, and the machine goes on.
MEMORY_BYTES = 2 << 30


def answers(orders: Iterable[Any]) -> Iterator[Any]:
    """The first order is the style; then `[ways, on_top]` lays a document out and `"take"` asks
    for the PDF of all since the last one, in base64."""
    orders = iter(orders)
    paper = Paper(next(orders))
    for order in orders:
        if order == "take":
            yield base64.b64encode(paper.take()).decode()
        else:
            ways, on_top = order
            yield paper.lay_out(ways, on_top=on_top)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for answer in answers(map(json.loads, sys.stdin.buffer)):
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

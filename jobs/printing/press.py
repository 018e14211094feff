"""Processes that lay pages out beside this one: they use every core, and their memory is given back
when they end.
"""

import base64
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, NamedTuple, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jobs.printing.paper import Laid, Paper, bound

PROJECT = Path(__file__).resolve().parents[2]
# Each takes some 300 MB.
PRESSES = min(os.cpu_count() or 1, 4)
# Parts that wait while others are laid out; no more are written ahead.
AHEAD = 2
Advance = Callable[[int], None]


class Part(NamedTuple):
    """Sheets that are written together, each as the ways to write it, and whose rows they are."""

    sheets: Sequence[Sequence[str]]
    rows: int


class Press:
    """A Paper in a process of its own; as a context it ends with it.

    Raises ValidationError where the process ended before its work: it wanted more memory than it
    may have, or somebody ended it.
    """

    def __init__(self, style: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jobs.printing.child"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._order(style)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def lay_out(self, ways: Sequence[str], *, on_top: bool = False) -> Laid:
        """As Paper.lay_out."""
        self._order([ways, on_top])
        return Laid(*self._answer())

    def take(self) -> bytes:
        """As Paper.take."""
        self._order("take")
        return base64.b64decode(self._answer())

    def _order(self, order: Any) -> None:
        # Of a process that has ended it is the answer that is missed.
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(order).encode() + b"\n")  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]

    def _answer(self) -> Any:
        line = self._process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise ValidationError(
                _("生成 PDF 的进程中途停止，可能是内容太多。请按会场分别打印，或稍后再试。"),
                code="stopped",
            )
        return json.loads(line)


def printed(style: str, parts: Iterable[Part], advance: Advance) -> bytes:
    """The PDF of all parts in their order; `advance` is told how many rows are done.

    A single part is laid out here: a process takes a second to start.
    """
    waiting = iter(parts)
    first = list(islice(waiting, 2))
    if len(first) == 1:
        content = _written(Paper(style), first[0])
        advance(first[0].rows)
        return content
    pages, done = [], 0
    with ExitStack() as stack:
        free: SimpleQueue[Press] = SimpleQueue()
        for _number in range(PRESSES):
            free.put(stack.enter_context(Press(style)))
        threads = ThreadPoolExecutor(PRESSES)
        stack.callback(threads.shutdown, cancel_futures=True)

        def write(part: Part) -> bytes:
            press = free.get()
            try:
                return _written(press, part)
            finally:
                free.put(press)

        def begin(part: Part) -> Future[bytes]:
            return threads.submit(write, part)

        for part, content in _in_order(begin, chain(first, waiting)):
            pages.append(content)
            done += part.rows
            advance(done)
    return bound(pages)


def _in_order(
    begin: Callable[[Part], Future[bytes]], parts: Iterable[Part]
) -> Iterator[tuple[Part, bytes]]:
    """Each part with its PDF, in their order, however they come to their end."""
    begun: deque[tuple[Part, Future[bytes]]] = deque()
    for part in parts:
        begun.append((part, begin(part)))
        if len(begun) > PRESSES * AHEAD:
            earliest, content = begun.popleft()
            yield earliest, content.result()
    for part, content in begun:
        yield part, content.result()


def _written(paper: Paper | Press, part: Part) -> bytes:
    for ways in part.sheets:
        paper.lay_out(ways)
    return paper.take()

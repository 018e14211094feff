"""Encoded documents, each made once for as long as nothing in it changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import orjson

from jobs.api.documents import encoded

# Some two kilobytes each, in each process.
MOST_KEPT = 10_000
Version = Hashable


class KeptDocuments:
    """The latest documents that were made, by version."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._kept: OrderedDict[Version, orjson.Fragment] = OrderedDict()

    def of(
        self, versions: Mapping[Any, Version], read: Callable[[list[Any]], dict[Any, Any]]
    ) -> dict[Any, Any]:
        """The document of each key, encoded; `read` gives those that are not kept.

        A version has to change before or with anything that the document says, and has to be taken
        before `read` reads: a document may then be newer than its version, never older.
        """
        with self._lock:
            found = {
                key: self._kept[version]
                for key, version in versions.items()
                if version in self._kept
            }
        unknown = [key for key in versions if key not in found]
        if unknown:
            fresh = {key: orjson.Fragment(encoded(one)) for key, one in read(unknown).items()}
            self._keep({versions[key]: one for key, one in fresh.items()})
            found |= fresh
        return found

    def _keep(self, fresh: dict[Version, orjson.Fragment]) -> None:
        with self._lock:
            self._kept.update(fresh)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

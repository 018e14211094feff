"""Where each row stands, by its id. Pure.

Plain numbers in arrays: a dictionary of a million takes twenty times the memory, and to look ten
thousand of them up costs a page most of its time.
"""

from array import array
from collections.abc import Iterable
from typing import Self

# Ids share an array with their neighbours, so that one that is far from all others costs one.
PAGE_BITS = 14
NOWHERE = 2**32 - 1

_IN_PAGE = (1 << PAGE_BITS) - 1


def _empty() -> "array[int]":
    return array("I", [NOWHERE]) * (1 << PAGE_BITS)


_EMPTY = _empty()


class RowPlaces:
    """A place for every id that was given one, NOWHERE for any other."""

    def __init__(self, pages: "dict[int, array[int]] | None" = None) -> None:
        self._pages = pages or {}

    def __getitem__(self, pk: int) -> int:
        return self._pages.get(pk >> PAGE_BITS, _EMPTY)[pk & _IN_PAGE]

    def __setitem__(self, pk: int, place: int) -> None:
        page = self._pages.get(pk >> PAGE_BITS)
        if page is None:
            page = self._pages[pk >> PAGE_BITS] = _empty()
        page[pk & _IN_PAGE] = place

    def __contains__(self, pk: int) -> bool:
        return self[pk] != NOWHERE

    def of(self, ids: Iterable[int]) -> "array[int]":
        """The places of those of these ids that have one."""
        page_of, bits, in_page, empty = self._pages.get, PAGE_BITS, _IN_PAGE, _EMPTY
        found = array("I", [page_of(pk >> bits, empty)[pk & in_page] for pk in ids])
        if NOWHERE in found:
            return array("I", [place for place in found if place != NOWHERE])
        return found

    def copy(self) -> Self:
        return type(self)({number: page[:] for number, page in self._pages.items()})

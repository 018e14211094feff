"""A FilterSet with no more filters than are asked for."""

from collections import OrderedDict
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1_000)
def with_only(filterset: Any, names: frozenset[str]) -> Any:
    """This class of FilterSet with these filters alone: it copies each and makes a form field of it
    for every request, and few are asked for."""
    only: Any = type(filterset.__name__, (filterset,), {})
    filters = {name: one for name, one in filterset.base_filters.items() if name in names}
    only.base_filters = OrderedDict(filters)
    return only

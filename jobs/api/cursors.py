"""Cursors: where a reader is in a list, as an opaque word that belongs to that list alone."""

import base64
import binascii
import zlib
from typing import Any

import orjson
from django.http import QueryDict
from django.utils.translation import gettext as _

from jobs.api.errors import RefusedError, meaningless

# What may change from page to page.
FREE = ("cursor", "page_size")


def encode(params: QueryDict, state: dict[str, Any]) -> str:
    """A cursor that only a list with the same parameters takes."""
    text = orjson.dumps([_list_of(params), state])
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def decode(params: QueryDict) -> dict[str, Any] | None:
    """The state in `?cursor=`; None on the first page. Raises RefusedError for a foreign one."""
    word = params.get("cursor", "")
    if not word:
        return None
    try:
        padded = word + "=" * (-len(word) % 4)
        found, state = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error) as error:
        raise foreign() from error
    if found != _list_of(params) or not isinstance(state, dict):
        raise foreign()
    return state


def foreign() -> RefusedError:
    return meaningless(
        "cursor", _("翻页位置无效或不属于这个列表，请从第一页重新开始。"), "invalid_cursor"
    )


def _list_of(params: QueryDict) -> int:
    """A number for which list this is: every parameter but those that may change."""
    named = sorted((name, params.getlist(name)) for name in params if name not in FREE)
    return zlib.crc32(orjson.dumps(named))

"""What a machine needs to make PDFs: pango, which WeasyPrint loads, and a Chinese font."""

import ctypes
from ctypes.util import find_library
from functools import cache

from django.utils.translation import gettext as _

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
# A font with these three characters (通武廊) writes Chinese.
PROBE = b":charset=901a 6b66 5eca"


@cache
def lacking() -> str:
    """What is missing, in words for a clerk and the one who runs the machine; empty if nothing."""
    missing = [name for name in LIBRARIES if find_library(name) is None]
    if not missing and not has_chinese_font():
        missing = [_("中文字体")]
    if not missing:
        return ""
    return _(
        "这台服务器还不能生成 PDF，缺少%(missing)s（%(install)s）。可先用浏览器打印会场和岗位页面。"
    ) % {"missing": "、".join(missing), "install": INSTALL}


class _FontSet(ctypes.Structure):
    """FcFontSet of fontconfig, as far as it is read here."""

    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p))


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font with the characters of PROBE; its library must be there."""
    library = ctypes.CDLL(find_library("fontconfig"))
    library.FcNameParse.restype = library.FcObjectSetCreate.restype = ctypes.c_void_p
    library.FcFontList.argtypes = [ctypes.c_void_p] * 3
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    found = library.FcFontList(None, library.FcNameParse(PROBE), library.FcObjectSetCreate())
    return bool(found) and found.contents.count > 0

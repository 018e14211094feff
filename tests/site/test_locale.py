"""The compiled catalogue is what its source says."""

import gettext
import re

from django.conf import settings

FOLDER = settings.BASE_DIR / "tongwulang" / "locale" / "zh_Hans" / "LC_MESSAGES"
ENTRY = re.compile(r'^msgid "(.+)"\nmsgstr "(.*)"$', re.MULTILINE)
PLURAL = re.compile(r'^msgid "(.+)"\nmsgid_plural "(.+)"\nmsgstr\[0\] "(.+)"$', re.MULTILINE)


def test_every_string_is_compiled_as_written():
    source = (FOLDER / "django.po").read_text()
    with (FOLDER / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    written = {plain(key): plain(text) for key, text in ENTRY.findall(source)}

    plurals = PLURAL.findall(source)
    assert len(written) + len(plurals) == source.count("msgid ") - 1
    assert all(catalogue.ngettext(one, many, 8) == text for one, many, text in plurals)
    assert {key: catalogue.gettext(key) for key in written} == written
    assert all(written.values())


def plain(text):
    return text.replace('\\"', '"')

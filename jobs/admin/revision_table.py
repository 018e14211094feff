"""A proposed edit as a reviewer reads it: field, what stands there now, what is proposed."""

from typing import Any

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jobs.actions.revisions import MANY, ONE
from jobs.models import Posting, PostingRevision

NOTHING = "—"
ROW = (
    '<tr><th class="whitespace-nowrap pr-4 py-1 align-top">{}</th>'
    '<td class="pr-4 py-1 align-top">{}</td><td class="py-1 align-top">{}</td></tr>'
)


def comparison(revision: PostingRevision) -> SafeString:
    """A table with one row a changed field; the former values once the edit was applied."""
    rows = format_html_join("", ROW, _rows(revision))
    return format_html(
        '<table class="w-full text-left"><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>'
        "<tbody>{}</tbody></table>",
        _("字段"),
        _("原为") if revision.previous else _("现为"),
        _("改为"),
        rows,
    )


def changed_fields(revision: PostingRevision) -> str:
    """The names of what the edit changes, in its order."""
    return "、".join(str(_field(name).verbose_name) for name in revision.values)


def _rows(revision: PostingRevision) -> list[tuple[str, str, str]]:
    former = revision.previous or {
        name: _present(revision.posting, name) for name in revision.values
    }
    return [
        (str(_field(name).verbose_name), _text(name, former[name]), _text(name, value))
        for name, value in revision.values.items()
    ]


def _field(name: str) -> Any:
    return Posting._meta.get_field(name)


def _present(posting: Posting, name: str) -> Any:
    if name in MANY:
        return list(getattr(posting, name).values_list("pk", flat=True))
    return getattr(posting, ONE[name].attname)


def _text(name: str, value: Any) -> str:
    """A kept value in words: names for keys, labels for choices, 是 or 否."""
    field = _field(name)
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        keys = value if isinstance(value, list) else [value]
        rows = field.related_model._default_manager.in_bulk(keys)
        return "、".join(str(rows.get(key, key)) for key in keys)
    if isinstance(value, list):
        return "、".join(str(text) for text in value)
    return str(dict(field.flatchoices).get(value, value))

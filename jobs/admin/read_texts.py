"""Lists of short texts for those who may look but not change: one a line, never as JSON."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import Model
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from jobs.short_texts import ShortTextsField


def readable(model: type[Model], name: str) -> str | Callable[[Model], SafeString]:
    """What a read-only form shows for the field `name`: itself, unless it holds short texts."""
    field = model._meta.get_field(name)
    if not isinstance(field, ShortTextsField):
        return name

    @admin.display(description=field.verbose_name)
    def texts(row: Model) -> SafeString:
        return format_html_join("", "<div>{}</div>", ((text,) for text in getattr(row, name)))

    return texts

"""State changes: a table says what may follow what, one function refuses the rest."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Transitions = Mapping[str, frozenset[str]]


class TransitionRefusedError(ValidationError):
    """The state asked for cannot follow the present one."""


def move(instance: models.Model, table: Transitions, target: str) -> None:
    """Set `instance.status` to `target`; raises TransitionRefusedError unless `table` allows it."""
    labels = dict(instance._meta.get_field("status").flatchoices)  # type: ignore[union-attr]
    present = instance.status  # type: ignore[attr-defined]
    if target not in table[present]:
        raise TransitionRefusedError(
            _("%(row)s：不能由“%(present)s”变为“%(target)s”。"),
            code="transition",
            params={"row": instance, "present": labels[present], "target": labels[target]},
        )
    instance.status = target  # type: ignore[attr-defined]

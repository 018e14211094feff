"""Which of the applications that an employer has received are listed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from jobs.choices import ApplicationStatus
from jobs.models import Employer
from jobs.models.application import OPEN

if TYPE_CHECKING:
    from jobs.models.application import ApplicationQuerySet

WAITING, ALL = "", "all"
# Of what was withdrawn an employer sees nothing.
STATES = [(one.value, one.label) for one in ApplicationStatus if one != ApplicationStatus.WITHDRAWN]


@dataclass(frozen=True)
class Tab:
    """A state, or a group of them, with how many applications are in it."""

    value: str
    label: Any
    count: int
    is_chosen: bool


class ReceivedForm(forms.Form):
    """State, post and employer; nothing chosen is what waits for an answer.

    The posts and employers to choose from are those of `received`, so that nobody learns of
    others; anything else is refused by name and listed is what waits.
    """

    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        widget=forms.HiddenInput,
        choices=[(WAITING, _("待答复")), (ALL, _("全部")), *STATES],
    )
    employer = forms.TypedChoiceField(label=_("单位"), required=False, coerce=int, empty_value=None)
    posting = forms.TypedChoiceField(label=_("岗位"), required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        received: "ApplicationQuerySet",
        employers: Sequence[Employer],
    ) -> None:
        super().__init__(data)
        self.received, self.tally = received, list(received.tally())
        if len(employers) > 1:
            names = [(one.pk, one.name) for one in employers]
            self.fields["employer"].choices = [("", _("全部单位")), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["employer"]
        self.fields["posting"].choices = [("", _("全部岗位")), *self._posts()]  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        """Whether there is more than one thing to choose from."""
        return "employer" in self.fields or len({row["posting"] for row in self.tally}) > 1

    def _posts(self) -> list[tuple[int, str]]:
        counts: Counter[int] = Counter()
        for row in self.tally:
            counts[row["posting"]] += row["count"]
        titles = {row["posting"]: f"{row['title']} · {row['place']}" for row in self.tally}
        return [
            (pk, _("%(title)s（%(count)s 份）") % {"title": title, "count": counts[pk]})
            for pk, title in titles.items()
        ]

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """What was validly asked for."""
        return {name: value for name, value in self._read().items() if value not in ("", None)}

    def _read(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    def tabs(self) -> list[Tab]:
        """The states in which something is, with how many of the chosen post and employer."""
        counts: Counter[str] = Counter()
        for row in self.tally:
            if all(
                row[name] == self.chosen.get(name, row[name]) for name in ("posting", "employer")
            ):
                counts[row["status"]] += row["count"]
        amounts = {
            WAITING: sum(counts[state] for state in OPEN),
            **counts,
            ALL: counts.total(),
        }
        status = self.chosen.get("status", WAITING)
        return [
            Tab(value, label, amounts.get(value, 0), value == status)
            for value, label in self.fields["status"].choices  # type: ignore[attr-defined]
            if amounts.get(value) or value in (WAITING, ALL, status)
        ]

    def rows(self) -> "ApplicationQuerySet":
        """The applications asked for; what waits by the day by which it has to be answered."""
        rows, chosen = self.received, self.chosen
        if "posting" in chosen:
            rows = rows.filter(posting=chosen["posting"])
        if "employer" in chosen:
            rows = rows.filter(posting__employer=chosen["employer"])
        status = chosen.get("status", WAITING)
        if status == ALL:
            return rows
        if status == WAITING:
            return rows.open().order_by("answer_by", "pk")
        return rows.filter(status=status)

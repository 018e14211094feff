"""Forms of the import screens: choose a workbook, say what its columns mean."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from jobs.choices import ImportKind
from jobs.imports.cells import Field
from jobs.imports.files import limits
from jobs.imports.files.opening import refusal
from jobs.imports.headings import IGNORED, field_of
from jobs.imports.kinds import KINDS
from jobs.imports.table import Column, Table
from jobs.imports.values.reading import text_of
from jobs.imports.workbook import Workbook
from jobs.models import Fair
from tongwulang.accounts.models import Organization

SAMPLES = 3
LONGEST_SAMPLE = 40

# What a second column of the same may be called, so that both are read: 廊坊 beside 三河市.
ALSO = {"region": "address"}


class UploadForm(forms.Form):
    """A workbook, what it holds, and the organization that answers for its rows."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("负责单位"), widget=UnfoldAdminSelectWidget
    )
    kind = forms.ChoiceField(
        label=_("表格内容"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=UnfoldAdminSelectWidget,
    )
    fair = forms.ModelChoiceField(
        Fair.objects.none(),
        label=_("招聘会"),
        required=False,
        help_text=_("导入参会单位时必选。"),
        widget=UnfoldAdminSelectWidget,
    )
    file = forms.FileField(
        label=_("文件"),
        help_text=_(
            "xlsx、xls 或 csv，不超过 10 MB、20,000 行。列名、合计行、合并单元格会自动识别。"
        ),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".xlsx,.xls,.xlsm,.csv,.txt"}),
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["organization"]
        choice.queryset = organizations  # type: ignore[attr-defined]
        choice.initial = organizations.first()
        self.fields["fair"].queryset = Fair.objects.all()  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > limits.FILE_BYTES:
            raise refusal("size")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") != ImportKind.PARTICIPATIONS:
            cleaned["fair"] = None
        elif not cleaned.get("fair"):
            self.add_error("fair", _("导入参会单位须选招聘会。"))
        return cleaned


class HeadingsForm(forms.Form):
    """One choice a column: which field it is, or none.

    `to_settle` are the choices that only the clerk can make, `settled` those that the list or an
    earlier choice of the organization has made already.
    """

    def __init__(
        self,
        *args: Any,
        workbook: Workbook,
        fields: Mapping[str, Field],
        chosen: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.workbook = workbook
        self.labels = {name: str(field.label) for name, field in fields.items()}
        self.needed = KINDS[ImportKind(workbook.kind)].needed
        self.columns = _columns(workbook)
        self.rivals = workbook.rivals(chosen)
        asked = {column.keys[0] for _field, columns in self.rivals for column in columns}
        asked |= {column.keys[0] for column in workbook.unknown(chosen)}
        for number, (column, table) in enumerate(self.columns.values()):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=f"{column.letter} {column.heading}",
                help_text=_samples(column, table),
                choices=[(IGNORED, _("不导入")), *self.labels.items()],
                initial=field_of(column.keys, workbook.kind, chosen) or IGNORED,
                required=False,
                widget=UnfoldAdminSelectWidget,
            )

        names = [f"column{number}" for number, key in enumerate(self.columns) if key in asked]
        self.to_settle = [self[name] for name in names]
        self.settled = [self[name] for name in self.fields if name not in names]

    @property
    def warnings(self) -> list[str]:
        """What to settle about columns that seem to mean the same, before anything was sent."""
        return [] if self.is_bound else list(map(self._of_rivals, self.rivals))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.chosen = {
            key: cleaned.get(f"column{number}", IGNORED) for number, key in enumerate(self.columns)
        }
        for rivals in self.workbook.rivals(self.chosen):
            self.add_error(None, self._of_rivals(rivals))
        lacking = set(self.needed) - {*self.chosen.values(), *self._said_above()}
        if lacking:
            names = "、".join(self.labels[name] for name in self.needed if name in lacking)
            raise forms.ValidationError(_("请指定哪一列是%(names)s。"), params={"names": names})
        return cleaned

    def _of_rivals(self, rivals: tuple[str, list[Column]]) -> str:
        """Of two columns of one sheet that mean the same, one would be lost."""
        name, columns = rivals
        facts = {
            "headings": "”“".join(column.heading for column in columns),
            "label": self.labels[name],
        }
        if name in ALSO:
            facts["also"] = self.labels[ALSO[name]]
            return (
                _("“%(headings)s”不能都是%(label)s：一列选作%(also)s，两列合起来读；或只留一列。")
                % facts
            )
        return _("“%(headings)s”不能都是%(label)s，请只留一列。") % facts

    def _said_above(self) -> set[str]:
        return {name for table in self.workbook.tables for name in table.said_above}


def _columns(workbook: Workbook) -> dict[str, tuple[Column, Table]]:
    """Every heading of the file once, by its key, with a table that has it."""
    found: dict[str, tuple[Column, Table]] = {}
    for table in workbook.tables:
        for column in table.columns:
            found.setdefault(column.keys[0], (column, table))
    return found


def _samples(column: Column, table: Table) -> str:
    """The first few different cells below the heading."""
    texts = dict.fromkeys(
        text_of(row.cell(column.index))[:LONGEST_SAMPLE] for row in table.rows[:200]
    )
    return "；".join(list(filter(None, texts))[:SAMPLES])

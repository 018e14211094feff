"""Which employer of an organization a row means: by its code, else by its name in one spelling."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from jobs.actions.wanted import WantedEmployer
from jobs.choices import EmployerStatus
from jobs.models import Employer
from jobs.search.names import key_of_name
from tongwulang.accounts.models import Organization


class AmbiguousEmployerError(Exception):
    """The row does not say which employer it means; the message says what would."""


@dataclass(eq=False)
class Known:
    """An employer as matching sees it; `row` is set for one that this very import makes."""

    pk: int | None
    name: str
    uscc: str
    organization_id: int
    is_verified: bool = False
    row: Employer | None = None


class EmployerMatcher:
    """Knows the organization's employers, and of others those whose code a row names."""

    def __init__(self, organization: Organization, wanted: Iterable[WantedEmployer]) -> None:
        self.organization = organization
        codes = {employer.uscc for employer in wanted} - {""}
        self.by_code: dict[str, Known] = {}
        self.by_name: defaultdict[str, list[Known]] = defaultdict(list)
        found = Employer.objects.filter(Q(organization=organization) | Q(uscc__in=codes))
        for pk, name, uscc, owner, status in found.order_by().values_list(
            "pk", "name", "uscc", "organization", "status"
        ):
            self.add(Known(pk, name, uscc or "", owner, status == EmployerStatus.VERIFIED))

    def add(self, known: Known) -> None:
        """Make an employer known, such as one that this very import makes."""
        if known.uscc:
            self.by_code[known.uscc] = known
        if known.organization_id == self.organization.pk:
            self.by_name[key_of_name(known.name)].append(known)

    def take_code(self, known: Known, uscc: str) -> None:
        """From now on the employer is also known by this code."""
        known.uscc = uscc
        self.by_code[uscc] = known

    def find(self, wanted: WantedEmployer) -> Known | None:
        """The employer; None for one that is not known yet. Raises AmbiguousEmployerError."""
        if wanted.uscc in self.by_code:
            return self._own(self.by_code[wanted.uscc])
        named = self.by_name.get(wanted.key, [])
        if wanted.uscc:
            return self._without_code(named)
        if len(named) > 1:
            raise AmbiguousEmployerError(
                _("有 %(count)s 家同名单位，请填统一社会信用代码") % {"count": len(named)}
            )
        return named[0] if named else None

    def _own(self, employer: Known) -> Known:
        if employer.organization_id != self.organization.pk:
            raise AmbiguousEmployerError(
                _("该单位由%(organization)s负责，请联系该单位导入")
                % {"organization": Organization.objects.get(pk=employer.organization_id)}
            )
        return employer

    def _without_code(self, named: list[Known]) -> Known | None:
        """Of the same name, the one whose code is not known yet; a different code is a mistake."""
        open_ones = [employer for employer in named if not employer.uscc]
        if open_ones:
            return open_ones[0]
        if named:
            raise AmbiguousEmployerError(
                _("同名单位已登记的代码是 %(uscc)s，请核对") % {"uscc": named[0].uscc}
            )
        return None

"""The bureaus that answer for demo rows, with their demo organizers, by place and kind."""

from dataclasses import dataclass
from typing import Protocol

from tongwulang.accounts.choices import OrganizationKind
from tongwulang.accounts.models import Organization, User
from tongwulang.site.demo.people import KINDS, PLACES, organizer_email


class AnsweredFor(Protocol):
    """Content that names the place and the kind of the bureau that answers for it."""

    @property
    def place(self) -> str: ...

    @property
    def bureau_kind(self) -> OrganizationKind: ...


@dataclass(frozen=True)
class Bureaus:
    """Both bureaus of each of the three places."""

    bureaus: dict[tuple[str, str], Organization]
    organizers: dict[tuple[str, str], User]

    @classmethod
    def load(cls) -> "Bureaus":
        """Raises User.DoesNotExist if the log-ins have not been made (people.ensure_people)."""
        rows = Organization.objects.filter(region__in=PLACES, kind__in=KINDS)
        bureaus = {(bureau.region_id, bureau.kind): bureau for bureau in rows}
        organizers = {
            key: User.objects.get(email=organizer_email(bureau)) for key, bureau in bureaus.items()
        }
        return cls(bureaus, organizers)

    def bureau_for(self, content: AnsweredFor) -> Organization:
        return self.bureaus[content.place, content.bureau_kind]

    def organizer_for(self, content: AnsweredFor) -> User:
        return self.organizers[content.place, content.bureau_kind]

"""Which bureau may answer for an employer or a person: the rule that every door asks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import OrganizationKind
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import Region


def check_responsible(organization: Organization, region: Region | None) -> None:
    """Raise ValidationError on `organization` if it cannot answer for someone of `region`.

    Inside 通武廊 it is a bureau of the same place; for those from elsewhere in 京津冀, or of no
    known region, it is the inviting bureau: any of the three places.
    """
    place = organization.region.place
    if place is None:
        raise ValidationError({"organization": _("负责单位须是通州、武清、廊坊三地的单位。")})
    if region is None or region.place is None or region.place == place:
        return
    raise ValidationError(
        {
            "organization": _("%(region)s 的负责单位须是 %(place)s 的单位。")
            % {"region": region.name, "place": region.place.name}
        }
    )


def responsible_for(region: Region | None) -> Organization | None:
    """The bureau that answers for a person who registers alone: 人社局 of their place.

    None for somebody from elsewhere, or of no known region: no bureau may look at them until one
    whose employer they apply to becomes the inviting one.
    """
    if region is None or region.place is None:
        return None
    return Organization.objects.filter(
        region=region.place, kind=OrganizationKind.HUMAN_RESOURCES
    ).first()

"""What every template may use as `site`: the operator's settings and the visitor's display."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tongwulang.site.preferences import display_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Costs no query: error pages use it too."""
    return {
        "site": {
            "is_demo": settings.DEMO,
            "icp_number": settings.ICP_NUMBER,
            "police_number": settings.POLICE_NUMBER,
            "privacy_contact": settings.PRIVACY_CONTACT,
            "complaint_phone": settings.COMPLAINT_PHONE,
            "display": display_of(request),
        }
    }

"""How the organizers' admin looks: its name, its mark, its colours."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

ADMIN_THEME: dict[str, Any] = {
    "SITE_TITLE": _("通武廊招聘"),
    "SITE_HEADER": _("通武廊招聘 · 组织方"),
    "SITE_SYMBOL": "water",
    "SHOW_LANGUAGES": False,
    "DASHBOARD_CALLBACK": "tongwulang.site.dashboard.dashboard",
    "SIDEBAR": {"navigation": "tongwulang.site.navigation.sidebar"},
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("img/mark.svg"),
        }
    ],
    # The canal blue of the site.
    "COLORS": {
        "primary": {
            "50": "#eaf5f6",
            "100": "#cfe7ea",
            "200": "#a3d0d6",
            "300": "#6fc3d3",
            "400": "#3a9eaf",
            "500": "#177d90",
            "600": "#0b5a6b",
            "700": "#094a58",
            "800": "#083d48",
            "900": "#07323b",
            "950": "#041f25",
        }
    },
}

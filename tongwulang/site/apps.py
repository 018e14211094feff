"""App configuration of the top app: home, seeds, demo content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "tongwulang.site"
    label = "site"
    verbose_name = _("站点")

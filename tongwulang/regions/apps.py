"""App configuration of the code tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "tongwulang.regions"
    label = "regions"
    verbose_name = _("代码表")

"""Addresses of the whole site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from tongwulang.site import health

# One door for everybody, with the second factor behind it.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("tongwulang.site.urls")),
    path("", include("tongwulang.outbox.urls")),
    path("", include("jobs.urls")),
    path("", include("veterans.urls")),
    path("account/", include("tongwulang.accounts.urls")),
    path("api/v1/", include("jobs.api.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "tongwulang.site.views.bad_request"
handler403 = "tongwulang.site.views.permission_denied"
handler404 = "tongwulang.site.views.page_not_found"
handler500 = "tongwulang.site.views.server_error"

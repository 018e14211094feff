"""Addresses of home and of the pages about the site."""

from django.urls import path

from tongwulang.site import machine_views, sitemaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("preferences/", views.preferences, name="preferences"),
    path("offline/", machine_views.offline, name="offline"),
    path("sw.js", machine_views.service_worker, name="service_worker"),
    path("manifest.webmanifest", machine_views.manifest, name="manifest"),
    path("robots.txt", machine_views.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
]

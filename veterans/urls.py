"""Addresses of the two entrances."""

from django.urls import path

from veterans import views

urlpatterns = [
    path("veterans/", views.veterans_home, name="veterans_home"),
    path("dependents/", views.dependents_home, name="dependents_home"),
]

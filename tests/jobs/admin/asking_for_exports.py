"""Sends the forms by which a clerk asks for exports."""

from django.urls import reverse


def of_list(client, kind, words="", **values):
    return client.post(reverse("admin:jobs_exportrun_of_list", args=[kind]) + words, values)


def of_fair(client, fair, kind, **values):
    return client.post(reverse("admin:jobs_exportrun_of_fair", args=[fair.pk, kind]), values)

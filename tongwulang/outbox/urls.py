"""Addresses of a person's messages."""

from django.urls import path

from tongwulang.outbox import views

urlpatterns = [
    path("messages/", views.message_list, name="message_list"),
    path("messages/unread/", views.message_unread, name="message_unread"),
    path("messages/read/", views.message_read_all, name="message_read_all"),
    path("messages/choices/", views.message_choices, name="message_choices"),
    path("messages/<int:pk>/open/", views.message_open, name="message_open"),
    path("messages/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]

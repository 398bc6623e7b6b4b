"""Addresses of the pages for strangers."""

from django.urls import path

from plushka.web.landing import views

urlpatterns = [
    path("", views.start, name="start"),
    path("progress", views.progress, name="progress"),
    path("mailbox/", views.mailbox, name="mailbox"),
]

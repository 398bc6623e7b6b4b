"""Addresses of the pages for strangers."""

from django.urls import path

from plushka.web.landing import rules, views

urlpatterns = [
    path("", views.start, name="start"),
    path("progress", views.progress, name="progress"),
    path("rules/<slug:slug>", rules.rules, name="rules"),
    path("rules/<slug:slug>/<int:number>", rules.rules, name="rules-version"),
    path("mailbox/", views.mailbox, name="mailbox"),
]

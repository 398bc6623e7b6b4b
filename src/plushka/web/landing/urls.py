"""Addresses of the pages for strangers."""

from django.urls import path

from plushka.web.landing import (
    brand,
    caps,
    conditions,
    draws,
    join,
    outbox,
    register,
    rules,
    views,
)

urlpatterns = [
    path("", views.start, name="start"),
    path("progress", views.progress, name="progress"),
    path("register", register.ask, name="register"),
    path("register/company", register.company, name="register-company"),
    path("register/<str:token>", register.follow, name="register-follow"),
    path("rules/<slug:slug>", rules.rules, name="rules"),
    path("rules/<slug:slug>/<int:number>", rules.rules, name="rules-version"),
    path("rules/<slug:slug>/campaigns/<slug:code>", conditions.conditions, name="conditions"),
    path(
        "rules/<slug:slug>/campaigns/<slug:code>/<int:number>",
        conditions.conditions,
        name="conditions-version",
    ),
    path("join/<slug:slug>", join.join, name="join"),
    path("join/<slug:slug>/<path:code>", join.join, name="join-outlet"),
    path("c", caps.cap, name="caps"),
    path("C", caps.cap, name="caps-capitals"),
    path("<slug:slug>/c", caps.cap, name="caps-of-company"),
    path("<slug:slug>/C", caps.cap, name="caps-of-company-capitals"),
    path("c/<str:code>", caps.cap, name="cap"),
    path("C/<str:code>", caps.cap, name="cap-capitals"),
    path("<slug:slug>/c/<str:code>", caps.cap, name="cap-of-company"),
    path("<slug:slug>/C/<str:code>", caps.cap, name="cap-of-company-capitals"),
    path("i/<str:token>", join.invited, name="invited"),
    path("joined/<slug:slug>/<str:token>", join.joined, name="joined"),
    path("draws/<slug:slug>/<uuid:draw_id>", draws.draw, name="draw"),
    path("draws/<slug:slug>/<uuid:draw_id>/draw.json", draws.told, name="draw-told"),
    path("draws/<slug:slug>/<uuid:draw_id>/list.csv", draws.listed, name="draw-list"),
    path("brand/<slug:slug>/logo", brand.logo, name="brand-logo"),
    path("brand/<slug:slug>/look.css", brand.look, name="brand-look"),
    path("mailbox/staff", outbox.outbox, name="mailbox-staff"),
    path("mailbox/", views.mailbox, name="mailbox"),
]

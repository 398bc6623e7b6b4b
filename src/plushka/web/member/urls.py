"""Addresses of the member's cabinet; the company comes before all of them."""

from django.urls import include, path

from plushka.web.member.views import (
    app,
    card,
    data,
    draws,
    history,
    looks,
    notices,
    outlets,
    phones,
    points,
    profile,
    proving,
    safety,
    signing,
    wishes,
)

_PAGES = [
    path("", card.card, name="member-card"),
    path("qr", card.qr, name="member-qr"),
    path("points", points.points, name="member-points"),
    path("history", history.history, name="member-history"),
    path("history/<uuid:entry>/dispute", history.dispute, name="member-dispute"),
    path("draws", draws.draws, name="member-draws"),
    path("safety", safety.safety, name="member-safety"),
    path("safety/freeze", safety.freeze, name="member-freeze"),
    path("safety/code", safety.send_code, name="member-unfreeze-code"),
    path("safety/unfreeze", safety.unfreeze, name="member-unfreeze"),
    path(
        "safety/devices/<uuid:session>/sign-out", safety.sign_out_device, name="member-device-out"
    ),
    path("safety/sign-out", safety.sign_out_everywhere, name="member-out-everywhere"),
    path("profile", profile.profile, name="member-profile"),
    path("profile/save", profile.save, name="member-profile-save"),
    path("phone", phones.phone, name="member-phone"),
    path("phone/code", phones.ask, name="member-phone-ask"),
    path("phone/take", phones.take, name="member-phone-take"),
    path("wishes", wishes.wishes, name="member-wishes"),
    path("wishes/messages", wishes.choose, name="member-choose"),
    path("wishes/notices-on", notices.notices_on, name="member-notices-on"),
    path("wishes/notices-off", notices.notices_off, name="member-notices-off"),
    path("wishes/<slug:kind>", wishes.consent, name="member-consent"),
    path("data", data.data, name="member-data"),
    path("data/<slug:form>", data.export, name="member-export"),
    path("leave", data.leave, name="member-leave"),
    path("leave/now", data.go, name="member-go"),
    path("gone", data.gone, name="member-gone"),
    path("sign-in/lost", phones.recover, name="member-recover"),
    path("sign-in/not-me", phones.not_me, name="member-not-me"),
    path("sign-in", signing.sign_in, name="member-sign-in"),
    path("sign-in/code", signing.code, name="member-code"),
    path("sign-in/proof", proving.proof, name="member-proof"),
    path("sign-in/<str:token>", signing.link, name="member-link"),
    path("sign-out", signing.sign_out, name="member-sign-out"),
    path("outlets", outlets.outlets, name="member-outlets"),
    path("app.webmanifest", app.manifest, name="member-manifest"),
    path("icon-<int:size>.png", app.icon, name="member-icon"),
    path("worker.js", app.worker, name="member-worker"),
    path("offline", app.offline, name="member-offline"),
    path("look.css", looks.look, name="member-look"),
]

urlpatterns = [path("<slug:slug>/", include(_PAGES))]

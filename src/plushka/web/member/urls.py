"""Addresses of the member's cabinet; the company comes before all of them."""

from django.urls import include, path

from plushka.web.member.views import card, history, looks, points, proving, safety, signing

_PAGES = [
    path("", card.card, name="member-card"),
    path("qr", card.qr, name="member-qr"),
    path("points", points.points, name="member-points"),
    path("history", history.history, name="member-history"),
    path("history/<uuid:entry>/dispute", history.dispute, name="member-dispute"),
    path("safety", safety.safety, name="member-safety"),
    path("safety/freeze", safety.freeze, name="member-freeze"),
    path("safety/code", safety.send_code, name="member-unfreeze-code"),
    path("safety/unfreeze", safety.unfreeze, name="member-unfreeze"),
    path(
        "safety/devices/<uuid:session>/sign-out", safety.sign_out_device, name="member-device-out"
    ),
    path("safety/sign-out", safety.sign_out_everywhere, name="member-out-everywhere"),
    path("sign-in", signing.sign_in, name="member-sign-in"),
    path("sign-in/code", signing.code, name="member-code"),
    path("sign-in/proof", proving.proof, name="member-proof"),
    path("sign-in/<str:token>", signing.link, name="member-link"),
    path("sign-out", signing.sign_out, name="member-sign-out"),
    path("look.css", looks.look, name="member-look"),
]

urlpatterns = [path("<slug:slug>/", include(_PAGES))]

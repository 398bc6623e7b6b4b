"""Addresses of the till."""

from django.urls import path

from plushka.web.till import signing
from plushka.web.till.views import (
    claiming,
    enrolling,
    finding,
    line,
    naming,
    outlets,
    proving,
    returning,
    selling,
    shift,
    unreceipted,
)

urlpatterns = [
    path("", finding.till, name="till"),
    path("sign-in", signing.sign_in, name="till-sign-in"),
    path("pin", signing.by_pin, name="till-pin"),
    path("sign-out", signing.sign_out, name="till-sign-out"),
    path("outlet", outlets.choose, name="till-outlet"),
    path("find", finding.find, name="till-find"),
    path("members", enrolling.enrol, name="till-enrol"),
    path("members/code", enrolling.send_code, name="till-enrol-code"),
    path("alias", naming.send, name="till-alias"),
    path("proof", proving.prove, name="till-proof"),
    path("draft", selling.change_draft, name="till-draft"),
    path("quote", selling.quote, name="till-quote"),
    path("bill", selling.bill, name="till-bill"),
    path("code", selling.send_code, name="till-code"),
    path("sales", selling.record, name="till-record"),
    path("claims", claiming.claim, name="till-claim"),
    path("returns", unreceipted.bring_back, name="till-unreceipted"),
    path("returns/<uuid:request_id>", unreceipted.follow, name="till-return-request"),
    path("line", line.state, name="till-line"),
    path("queue", line.take, name="till-queue"),
    path("offline", line.offline, name="till-offline"),
    path("worker.js", line.worker, name="till-worker"),
    path("shift", shift.shift, name="till-shift"),
    path("sales/find", returning.find_sale, name="till-find-sale"),
    path("sales/<uuid:sale_id>", returning.story, name="till-sale"),
    path("sales/<uuid:sale_id>/returns", returning.give_back, name="till-return"),
]

"""A member connects the company's bot to their membership."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from plushka.domain.access import sign_in_links
from plushka.domain.tenants.context import tenant_context
from plushka.web.member.messengers import telegram_bot, telegram_link
from plushka.web.member.visit import Visit, acting


@acting
def connect(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a link that opens the bot as this member's, once; a newer one ends those before."""
    with tenant_context(visit.place.id):
        bot = telegram_bot()
        if not bot:
            return redirect("member-wishes", visit.place.slug)
        token = sign_in_links.issue(
            member_id=visit.visitor.member_id, actor=visit.actor, at=visit.at
        )
    told = {
        "company": visit,
        "bot": bot,
        "link": telegram_link(bot, sign_in_links.secret_of(token)),
        "here": "profile",
    }
    answer = render(request, "member/connect.html", told)
    answer["Referrer-Policy"] = "no-referrer"
    return answer

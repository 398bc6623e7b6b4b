"""When, how often and by which ways members are told things, as the company sets it."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.messaging import policy
from plushka.domain.messaging.policy import PolicyChanged
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.company.words import changed_meanwhile
from plushka.web.manager.messages import rules_form
from plushka.web.manager.messages.rules_form import CODE_WAYS, RulesForm
from plushka.web.manager.messages.words import WAYS
from plushka.web.ui.clock import now

REFUSED = 422


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_SETTINGS)
def rules(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show the rules that are in force."""
    return _rules(request, cabinet, rules_form.shown(*policy.get_rules()))


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def change(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Put other rules in force."""
    form = rules_form.sent(request.POST.dict())
    wanted = rules_form.read(form, before=policy.get_rules()[0])
    if wanted is None:
        return _rules(request, cabinet, form)
    try:
        with transaction.atomic():
            policy.change_rules(rules=wanted, version=form.version, actor=cabinet.actor, at=now())
    except PolicyChanged:
        return _rules(request, cabinet, form, refused=changed_meanwhile())
    except BadField as wrong:
        rules_form.tell(form, wrong.path)
        return _rules(request, cabinet, form)
    return redirect(f"{reverse('manager-message-rules')}?just=saved")


def _rules(
    request: HttpRequest, cabinet: Cabinet, form: RulesForm, *, refused: str = ""
) -> HttpResponse:
    context = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "rules",
        "form": form,
        "ways": list(WAYS.items()),
        "code_ways": [(way, WAYS[way]) for way in CODE_WAYS],
        "currency": cabinet.place.currency,
        "just": request.GET.get("just", "") if request.method != "POST" else "",
        "refused": refused,
    }
    status = REFUSED if refused or form.errors else 200
    return render(request, "manager/messages/rules.html", context, status=status)

"""The page of the constructor, wherever the rule lives."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plushka.domain.rules.triggers.kinds import TRIGGERS
from plushka.lib.refusal import Refusal
from plushka.web.manager.forms.nested import nested
from plushka.web.manager.rules import changing, choosing, editing, rule_form
from plushka.web.manager.rules.editing import Home
from plushka.web.manager.rules.rule_form import RuleForm
from plushka.web.ui.htmx import wants_part

REFUSED = 422
PAGE = "manager/rule.html"

type Context = dict[str, Any]
type Keep = Callable[[list[dict[str, Any]]], object]


def opened(request: HttpRequest, home: Home) -> RuleForm:
    """Give the form of the rule that is asked for by its code, or a new one of a trigger."""
    form = _asked_for(request, home)
    rule_form.settle(form, home.offers)
    return form


def sent(request: HttpRequest, home: Home) -> RuleForm:
    """Give the form that was sent, after its button did what it says."""
    form = rule_form.sent(nested(request.POST))
    changing.change(form, request.POST.get("do", ""))
    rule_form.settle(form, home.offers)
    return form


def kept(form: RuleForm, home: Home, keep: Keep) -> bool:
    """Keep a rule where it lives; tell whether it could be, each place says why not."""
    document, problems = editing.look_through(form, home)
    if problems:
        return False
    documents = home.with_rule(document, was=form.was)
    place = next(number for number, one in enumerate(documents) if one is document)
    try:
        keep(documents)
    except Refusal as refusal:
        if not _tell(form, refusal, f"rules[{place}].", home):
            raise
        return False
    return True


def show(
    request: HttpRequest, form: RuleForm, home: Home, context: Context, *, is_refused: bool = False
) -> HttpResponse:
    """Show the constructor; for htmx, its parts and the words."""
    sentence = "" if is_refused else editing.sentence(form, home)
    shown = context | _shown(form, home, sentence) | {"is_refused": is_refused}
    shown["missing"] = editing.missing(form) if is_refused else []
    page = f"{PAGE}#parts" if wants_part(request) else PAGE
    answer = render(request, page, shown, status=REFUSED if is_refused else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def words(request: HttpRequest, home: Home) -> HttpResponse:
    """Tell what the form as it stands would promise, or what it lacks."""
    form = sent(request, home)
    editing.look_through(form, home)
    shown = {"sentence": editing.sentence(form, home), "missing": editing.missing(form)}
    return render(request, "manager/rule_told.html", shown)


def _asked_for(request: HttpRequest, home: Home) -> RuleForm:
    if code := request.GET.get("code", ""):
        document = home.find(code)
        if document is None:
            raise Http404
        return rule_form.read(document, home.offers.zone)
    trigger = TRIGGERS.get(request.GET.get("trigger", ""))
    if trigger is None:
        raise Http404
    return rule_form.begun(trigger)


def _shown(form: RuleForm, home: Home, sentence: str) -> Context:
    starts = choosing.starts(home.offers.language)
    return {"form": form, "home": home, "sentence": sentence, "starts": starts}


def _tell(form: RuleForm, refusal: Refusal, prefix: str, home: Home) -> bool:
    """Say what the whole it lives in refuses of the rule; tell whether that is the rule's."""
    errors: Any = refusal.facts.get("errors", [])
    problems = [
        (one["path"].removeprefix(prefix), one["message"])
        for one in errors
        if one["path"].startswith("rules[")
    ]
    editing.tell_again(form, problems, home)
    return bool(problems)

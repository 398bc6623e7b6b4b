"""The constructor offers the texts that a rule can send as they stand."""

import re
from typing import Any

from plushka.domain.programmes import drafts
from plushka.domain.programmes.models import Draft
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now, text_of

TEXT = {"ru": "До встречи!", "uk": "До зустрічі!", "en": "See you!"}
RULE: dict[str, Any] = {
    "trigger": "registration",
    "name": "Сказано",
    "effects.0.was": "message",
    "effects.0.effect": "message",
    "effects.0.to": "member",
}


def test_only_texts_with_nothing_to_fill_in_are_offered_and_taken(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    person.post("programme/draft/open")
    with tenant_context(shop.tenant.id):
        document = drafts.get_draft().document
        texts = {"messages": document["messages"] | {"farewell": TEXT}}
        drafts.change_draft(document=document | texts, actor="system:tests", at=now())

    shown = person.post("programme/draft/rule", **RULE, do="condition:condition")
    refused = person.post(
        "programme/draft/rule", **(RULE | {"do": "save", "effects.0.text": "accrued"})
    )
    taken = person.post(
        "programme/draft/rule", **(RULE | {"do": "save", "effects.0.text": "farewell"})
    )

    page = shown.content.decode()
    [offered] = re.findall(r'name="effects\.0\.text".*?</select>', page, re.DOTALL)
    assert re.findall(r'value="(\w*)"', offered) == ["farewell"]
    assert refused.status_code == 422
    assert "Choose a text without words in square brackets" in text_of(refused)
    assert taken.status_code == 302
    with tenant_context(shop.tenant.id):
        [rule] = Draft.objects.get().document["rules"]
    assert rule["effects"] == [{"effect": "message", "text": "farewell", "to": "member"}]

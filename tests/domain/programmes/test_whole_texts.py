"""Rules send texts that are whole: what only notices can fill in is refused (R25)."""

import pytest

from plushka.domain.programmes import drafts, files, queries
from plushka.domain.programmes.models import Draft
from plushka.domain.programmes.operations import publish
from plushka.lib.refusal import Refusal
from tests.conftest import NOON
from tests.domain.programmes.making import document

OLYA = "staff:olya"
RULE = {"code": "said", "name": "Сказано", "trigger": "registration"} | {
    "effects": [{"effect": "message", "text": "accrued"}]
}
GAPS = {
    "path": "rules[0].effects[0].text",
    "message": "a rule cannot fill in the words in square brackets",
}


def published(**sections):
    return publish(programme=files.read(document(**sections)), actor=OLYA, at=NOON)


def change(**sections):
    return drafts.change_draft(document=document(**sections), actor=OLYA, at=NOON)


def test_rule_that_sends_words_only_notices_fill_in_is_refused(lipa):
    published()

    with pytest.raises(Refusal) as refused:
        change(rules=[RULE])

    assert refused.value.facts == {"errors": [GAPS]}
    assert not Draft.objects.exists()


def test_rule_may_send_brackets_that_name_no_value(lipa):
    published()
    text = {"ru": "[важно] Ждём!", "uk": "[важливо] Чекаємо!", "en": "[note] Come!"}

    draft = change(rules=[RULE], messages={"accrued": text})

    assert draft.document["messages"] == {"accrued": text}


def test_what_was_published_with_such_a_rule_stays_readable_and_is_published_no_more(lipa):
    before = published(rules=[RULE])
    drafts.open_draft(actor=OLYA, at=NOON)

    with pytest.raises(Refusal) as refused:
        drafts.publish_draft(actor=OLYA, at=NOON, examine=files.plain)

    assert refused.value.facts == {"errors": [GAPS]}
    [kept] = queries.compiled(before.id, zone="UTC").rule_list
    assert kept.code == "said"

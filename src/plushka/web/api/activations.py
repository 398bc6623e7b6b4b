"""Codes on their way to the domain: whoever comes at the same time is served together."""

from plushka.domain.codes import operations as codes
from plushka.domain.codes.asking import Activation, Outcome
from plushka.domain.members.doubting import PROVING
from plushka.lib.db.connection import connection
from plushka.lib.gather import Gatherer
from plushka.web.api import clock
from plushka.web.api.endpoint import Answer, Endpoint
from plushka.web.api.incoming import Incoming
from plushka.web.api.schemas.activation import ActivationOut, AskedActivation
from plushka.web.api.threads import gathering
from plushka.web.api.tills import called, in_crowd


def _activate(tenant_id: int, calls: list[Activation]) -> list[Outcome | Exception]:
    with connection():
        return codes.activate(tenant_id=tenant_id, activations=calls, at=clock.now())


crowd: Gatherer[int, Activation, Outcome] = Gatherer(_activate, executor=gathering)


async def gathered(endpoint: Endpoint, incoming: Incoming) -> Answer:
    """Activate one code together with those that wait beside it."""
    call = await called(endpoint, incoming)
    asked: AskedActivation = call.asked
    wanted = Activation(
        code=asked.code,
        member=asked.member,
        source="API",
        place=asked.source,
        actor=call.actor,
        key=call.key,
        key_id=call.bearer.key_id,
    )
    told = await in_crowd(crowd, incoming, call.place.id, wanted)
    is_proved = "trusted" in call.bearer.scopes or asked.member.kind in PROVING
    answer = ActivationOut.of(told, zone=call.place.zone, is_proved=is_proved)
    return Answer(answer, is_repeat=told.is_repeat)

"""What a company is told by its SMPP provider."""

from typing import Annotated, Literal

import msgspec

from plushka.integrations.providers import Secret

type Count = Annotated[int, msgspec.Meta(ge=1, le=1000)]
type Seconds = Annotated[float, msgspec.Meta(gt=0, le=600)]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account with a provider that speaks SMPP 3.4."""

    host: str
    """The provider's host."""

    system_id: str
    """The name of the account."""

    password: Secret
    """At most eight characters, says the standard; providers allow more."""

    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 2775
    """The provider's port."""

    tls: bool = False
    """Whether the line is encrypted, as it should be over the internet."""

    system_type: str = ""
    """A word some providers ask for."""

    sender: str = ""
    """The name messages are sent by: up to 11 Latin letters (E1), as registered."""

    window: Count = 10
    """How many messages may wait for the provider's answer together."""

    per_second: Annotated[int, msgspec.Meta(ge=0)] = 0
    """How many messages a second the provider takes; 0 for no limit."""

    alphabet: Literal["GSM", "LATIN1"] = "GSM"
    """What the provider takes for its plain alphabet."""

    receipt_ids: Literal["SAME", "DECIMAL", "HEX"] = "SAME"
    """How reports write the id that was hexadecimal, or decimal, in the answer."""

    id_tag: Annotated[int, msgspec.Meta(ge=0, le=0xFFFF)] = 0x1401
    """The vendor's tag that carries our id of the message; 0 for none."""

    enquire_every: Seconds = 30.0
    """Seconds after which a silent provider is asked whether it is there."""

    answer_within: Seconds = 20.0
    """Seconds after which an answer is not waited for any longer."""

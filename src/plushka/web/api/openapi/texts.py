"""What the document says in words."""

from typing import Any

ABOUT = """\
For tills, shops, partners and other programs.

**Key.** Every request carries `Authorization: Bearer <key>`. A key belongs to one company, has
scopes, and may be bound to one outlet.

**Values.** Points and money are decimal strings (`"146.98"`); a request may also use JSON numbers.
ASCII digits, at most twelve and two decimals: no sign, exponent, space or separator. A quantity
has up to three decimals and is above zero. Times are RFC 3339 with an offset. Phones come in any
usual notation and leave as E.164. Unknown fields are refused; null in a field that may be left
out says the same as leaving it out, but in a change of a member it takes the value away; of a
name given twice in one object the last counts.

**Refusals** are problems (RFC 9457) with a stable `code`; each wrong field is named in `errors`.
A refused request has changed nothing.

**Repeats.** Every write takes an `Idempotency-Key`. The same request again is answered as it was
the first time, with status 200 and `Idempotent-Replay: true`; the same key with another request is
refused as `repeat_differs`. Besides, a sale is known for ever by its outlet and receipt, a return
by its outlet and its own receipt. A refused request is decided anew when it is repeated.

**Limits.** A body has at most 1 MiB (a batch 8 MiB and 1000 sales) and is nested at most 32 deep.

**Lists** page with `limit` and `after` and answer `{"items": […], "next": "…"}`; `next` is null on
the last page.
"""

KEY = "Shown once when it is made. Sent as `Authorization: Bearer <key>`."

TAGS = {
    "Sales": "Quote, record, return.",
    "Members": "Find, enrol, change, erase; what they have and why.",
    "Codes": "Codes under the cap: each is activated once.",
    "Programme": "The promise: its versions, its draft, and the examples it has to agree with.",
    "Campaigns": "What is promised for a time, and what it may cost.",
    "Certificates": "Money paid ahead: sold, spent, given back.",
    "Rewards": "The gift shop: what points buy, and orders of it.",
    "Points": "Set aside until a sale is final; correct by hand.",
}

IDEMPOTENCY_KEY = "Makes a repeat of this request harmless: 1 to 255 visible ASCII characters."
ACCEPT_LANGUAGE = (
    "The language of names and explanations, else the company's own, and of refusals,"
    " else English: ru, uk or en."
)

QUERY = {
    "outlet": "The outlet's code.",
    "receipt": "The till's own number of the sale.",
    "limit": "How many items at most.",
    "since": "The number of the version to compare with; else the one before.",
    "after": "The `next` of the page before.",
}

DONE = "Done."
DONE_BEFORE = "Done before: the answer of the first time."

HEADERS: dict[str, Any] = {
    "Idempotent-Replay": {
        "description": "`true` when the answer is that of an earlier request.",
        "schema": {"const": "true"},
    },
    "Retry-After": {
        "description": "Seconds after which to try again.",
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
    },
    "WWW-Authenticate": {
        "description": "How to present a key.",
        "required": True,
        "schema": {"const": "Bearer"},
    },
}

HEADERS_OF = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 503: ("Retry-After",)}
"""What a status always says in headers."""

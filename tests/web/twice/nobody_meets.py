"""Forms one types into that change nothing two people could have open at once."""

_NEW = "it makes something new"
_ACT = "a deed of its own: each is on record, none takes the place of another"
_OWN = "one's own: nobody else has it open"
_READS = "it only shows something"
_DECIDED = "whoever is second finds it decided"

NOBODY_MEETS = {
    "account_change_password": _OWN,
    "account_reauthenticate": _OWN,
    "manager-bulk-new": _NEW,
    "manager-campaign-new": _NEW,
    "manager-codes-file": _NEW,
    "manager-codes-move": "whoever is second is told by the stamp, in a test of its own",
    "manager-codes-new": _NEW,
    "manager-device-enrol": _NEW,
    "manager-draft-example-save": _NEW,
    "manager-draft-publish": "refused where the draft is another, in a test of its own",
    "manager-draft-try": _READS,
    "manager-draw-new": _NEW,
    "manager-draw-winner": _DECIDED,
    "manager-import-choose": "it only begins a check; who runs the import looks at the verdicts",
    "manager-import-discard": _DECIDED,
    "manager-imports": _NEW,
    "manager-key-new": _NEW,
    "manager-member-adjust": _ACT,
    "manager-member-block": _ACT,
    "manager-member-merge": _DECIDED,
    "manager-member-new": _NEW,
    "manager-member-tier": _ACT,
    "manager-members-columns": _OWN,
    "manager-members-search": _READS,
    "manager-message-block": _ACT,
    "manager-message-connection-new": _NEW,
    "manager-message-funds": _ACT,
    "manager-message-journal-find": _READS,
    "manager-outlet-new": _NEW,
    "manager-own-pin": _OWN,
    "manager-replays": _NEW,
    "manager-staff-invite": _NEW,
    "manager-staff-pin": "nobody sees the PIN before; each setting is on record",
    "manager-trial": _READS,
    "member-choose": _OWN,
    "member-go": _OWN,
    "member-outlets": _READS,
    "member-phone-ask": _OWN,
    "till-claim": _NEW,
    "till-code": _NEW,
    "till-draft": _READS,
    "till-enrol": _NEW,
    "till-enrol-code": _NEW,
    "till-find": _READS,
    "till-quote": _READS,
    "till-record": _NEW,
    "till-return": _ACT,
    "till-unreceipted": _NEW,
}
"""By the name of the address: why nobody overwrites another there."""

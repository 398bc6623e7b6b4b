"""What an SMPP server's numbers mean for a message."""

from plushka.integrations.sending import Refused

NAMES = {
    0x01: "RINVMSGLEN",
    0x04: "RINVBNDSTS",
    0x05: "RALYBND",
    0x08: "RSYSERR",
    0x0A: "RINVSRCADR",
    0x0B: "RINVDSTADR",
    0x0D: "RBINDFAIL",
    0x0E: "RINVPASWD",
    0x0F: "RINVSYSID",
    0x14: "RMSGQFUL",
    0x45: "RSUBMITFAIL",
    0x48: "RINVSRCTON",
    0x50: "RINVDSTTON",
    0x58: "RTHROTTLED",
    0x61: "RINVSCHED",
    0x62: "RINVEXPIRY",
    0xFE: "RDELIVERYFAILURE",
    0xFF: "RUNKNOWNERR",
}
"""By the names of the standard, as providers' lists have them; others are said as numbers."""

FINAL = {0x01, 0x0A, 0x0B, 0x48, 0x50, 0x62}
"""The same message will not be taken next time either."""

PAUSES = {0x14: 5.0, 0x58: 1.0}
"""Seconds to wait when a queue is full, and when we were too fast."""


def code_of(status: int) -> str:
    """Say a number by its name."""
    return NAMES.get(status, f"0x{status:X}")


def refused(status: int) -> Refused:
    """Read what a server answered that did not take a message."""
    return Refused(code_of(status), is_final=status in FINAL, retry_after=PAUSES.get(status))

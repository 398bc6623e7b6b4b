"""Notices in a member's browser: sealed for it alone (RFC 8291), signed by the company (8292)."""

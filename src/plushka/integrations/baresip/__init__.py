"""Calls by one telephone line: baresip, a small program that any SIP provider can be used with."""

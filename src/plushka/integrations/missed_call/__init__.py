"""Missed calls: people call a number, nobody answers, and we know who called; it costs nothing.

Caller ids can be forged: a missed call is worth an alias or a code to that phone, never a sign-in.
"""

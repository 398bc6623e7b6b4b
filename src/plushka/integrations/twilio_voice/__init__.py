"""Calls through Twilio, for the rest of the world: it says a text, and tells of a key."""

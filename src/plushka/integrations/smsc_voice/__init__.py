"""Calls through SMSC.ru and its sisters: what they say is told to them as a text is."""

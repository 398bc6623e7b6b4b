"""Calls by a company's Asterisk, many together, over its ARI (REST, and events by WebSocket)."""

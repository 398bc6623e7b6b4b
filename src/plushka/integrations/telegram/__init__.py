"""Telegram's Bot API: messages and conversations, by a bot of the company's own.

People write to the bot first, or nothing reaches them. Telegram calls us for each update, with
a secret that we made of the bot's token; a call without it is forged.
"""

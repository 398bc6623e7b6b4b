"""The member's own cabinet: a card, balances and their ends, history with reasons, safety.

An installable web app of one company, under ``/m/<company>/``. Every page
works without JavaScript and weighs, with all it loads, at most 50 KB. The
company is the one of the address; a device is signed in to one company, and
its session is looked for among that company's alone.
"""

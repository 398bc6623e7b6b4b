"""The manager's cabinet: what a company promises, what came of it today, and who may look.

People sign in with an e-mail and a password. Every page works without
JavaScript, in three languages, on a phone and on a desk.
"""

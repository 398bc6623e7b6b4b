"""A programme told in whole sentences (B34), for its members and for whoever edits it.

Each part of the document has a small function of its own that yields sentences; ``whole`` has
the table of them. A part, or a field of one, that nobody tells stands in ``UNTOLD`` with the
reason why; a test finds what is in neither.
"""

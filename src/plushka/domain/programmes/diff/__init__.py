"""What changed between two documents of a programme: by path, and in words.

``walking`` finds the places, ``telling`` says each in the reader's language; ``words`` holds what
the fields are called. A field that has no words there is told by its path.
"""

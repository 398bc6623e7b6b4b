"""Files as people have them, read as rows of texts: Excel, OpenDocument, CSV in whatever notation.

Nothing here knows what a row means. A file is looked at before it is opened:
one that would unpack into more than a server should hold is refused by what its
own directory says, and by what comes out of it.
"""

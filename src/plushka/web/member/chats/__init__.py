"""The member's cabinet in a chat: the company's bot in a messenger (D25, B27).

What came in is understood (``understanding``), carried out by the same functions of the domain
as the pages', and told (``telling``): both ends are plain Python, the effects lie between. Which
messenger it is matters to nobody here, but for one thing: whether it vouches for phones.
"""

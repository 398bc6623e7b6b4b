"""Draws whose winners anyone can compute again (U1, B29).

A *draw* gives *prizes* to some of those who have a *chance* in it. When it opens, its secret
seed is made and the SHA-256 of it told. When it closes, chances become *tickets*, the *list* of
them is fixed, and its SHA-256 told. Then a value is awaited that nobody could know before; with
it the seed is opened, and seed, list and value give the *winners*, by an algorithm that a page
of ours, thirty lines of Python and whoever likes compute with the same outcome.

Always true, and checked by ``plushka verify``:

- a source, such as an activated code, gives its chances in a draw once;
- nobody gets into a draw that is closed, nor out of it;
- what was told stays: the seed has the digest told at opening, the list that told at closing;
- the winners of a draw are those that seed, list and outside value give.
"""

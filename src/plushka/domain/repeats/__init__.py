"""The same request again gets the same answer (T6).

Always true:

- a key is used once a tenant; it keeps what was asked, as a fingerprint, and
  what was answered;
- the same key with another request is refused as ``repeat_differs``;
- only what was done is remembered: a repeat of a refused request is decided
  anew;
- an answer that holds a person's data names the member, and is forgotten when
  the member is erased.
"""

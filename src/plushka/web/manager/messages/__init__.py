"""Messages in the cabinet: the company's words, what they look like, and what they cost."""

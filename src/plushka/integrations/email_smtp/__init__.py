"""Letters by a company's own mail server, with one click to end advertising (RFC 8058)."""

"""What a condition may ask of: each field declared once, for Python and, of members, for SQL."""

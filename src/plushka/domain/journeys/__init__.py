"""What happens because time passes: birthdays, and later the steps for who stays away.

Always true:

- a gift is given once, however often a round is run: its key in the account says so;
- what a day promised is what the programme promised on that day, in the company's zone;
- a round that comes late makes up for at most seven days (T17).
"""

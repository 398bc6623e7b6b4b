"""SMS over SMPP 3.4, the line that operators and their resellers offer.

Always true:

- a report or a message of a person is acknowledged after it was taken in;
- what was written to the line and not answered is *perhaps sent*, never *not sent*;
- each part of a message carries our id of it under a tag of the vendor's, where one is set.
"""

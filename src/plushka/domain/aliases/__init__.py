"""One alias names a person to every company that asks for it (U35 to U37, B8, T36).

The only thing companies share. It knows a person by a keyed digest of their phone, and no company:
points, names and consents stay with each company, whose members say the same word at its tills.

Always true:

- it holds a digest of a phone, a word, and how many companies use it: no phone, name or company;
- a person has one word in use, and a word is one person's;
- a word that was given up finds nobody from then on, anywhere, and is not given again for a year;
- at a company a word finds a member only after that person asked for it there: the company's own
  row (``members.SharedAlias``) says so, and nobody sees from here whether there is one elsewhere;
- who leaves the last company that used their word is forgotten here too.
"""

"""Points, and every movement of them.

An *account* holds the points of one member. It changes only by an *entry*,
which is written once and never edited. Points arrive in *lots*, each with its
own start and end, and leave the lot that would end first. A *lot use* says
which lot paid how much of which entry. A *hold* sets points aside from given
lots until a sale is final. What was taken back after it had been spent is a
*debt*, and whatever comes in pays the oldest debt first.

The rules live in the *book*, plain Python that knows no database: load the
accounts, decide, save; each a fixed number of statements however long the list.

Always true, and checked by ``plushka verify``:

- the balance of an account is the sum of its entries;
- the balance of an account is what remains in its lots, less its debt;
- every entry that takes points is the sum of its lot uses and its unpaid part;
- what is spendable is decided by dates; a sweep only writes down what the
  dates have decided already;
- debt and spendable points never stand side by side;
- a lot belongs to the account that granted it, or to the one that it was merged into (T33);
- every entry names its source, its rule version and its actor;
- nothing outside this package writes to these tables.

Points are integers in hundredths.
"""

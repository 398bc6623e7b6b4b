"""Scripts for those who change Plushka; nothing here is needed to run it."""

"""What is said to people: a file a subject, the words in three languages, one table of all."""

"""What each kind of effect does when it is carried out: one small file for each."""

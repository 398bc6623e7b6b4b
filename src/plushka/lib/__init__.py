"""Small tools without a word of the business; they import nothing of ours."""

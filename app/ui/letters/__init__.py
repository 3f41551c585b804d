"""The page of letters: their book, the form of one, signing, sending out, printing."""

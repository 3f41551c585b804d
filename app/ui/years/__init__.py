"""The page of the change of the year: steps, what each shows, closing. Knows the year service."""

"""The number book: its lines with the gaps among them, and what can be done with a number."""

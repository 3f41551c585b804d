"""What a user can do with unified numbers and their schemes. Knows no window."""

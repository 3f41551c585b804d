"""What a user can do with submissions. Knows SQL through the records, does not know Qt."""

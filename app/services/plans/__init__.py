"""What a user can do with the drafting plan. Knows SQL through the records, does not know Qt."""

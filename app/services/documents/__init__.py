"""What a user can do with normative documents. Knows SQL through the records, does not know Qt."""

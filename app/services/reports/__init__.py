"""What a user can do with annual reports. Knows SQL through the records, does not know Qt."""

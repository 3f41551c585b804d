"""What a user can do with legal advisers, their appointments, contracts and work. Knows SQL through the records, does not know Qt."""

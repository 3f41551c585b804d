"""Records, transactions, audit, index, migrations and backup. Knows SQL, does not know what a user may do."""

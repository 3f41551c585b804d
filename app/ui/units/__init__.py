"""The page of units and the form of one. Knows the unit service, not its SQL."""

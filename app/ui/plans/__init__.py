"""The page of the drafting plan: its ledger, the form of an item, sending in, linking, dropping. Knows the plan service."""

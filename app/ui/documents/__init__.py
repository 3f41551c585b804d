"""The page of normative documents: ledger, record panel, form, acts. Knows the document services."""

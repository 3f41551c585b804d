"""Figures of a year over the office's records. Knows SQL through the records, does not know Qt."""

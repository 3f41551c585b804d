"""待办: what has a last day, or waits without one; derived from the records, never stored. Knows no store."""

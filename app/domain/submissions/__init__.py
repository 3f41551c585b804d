"""送审件: everything sent to the office for legality review. Knows no store and no widget."""

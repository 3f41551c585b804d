"""Taking old ledgers in: the wizard in steps, the list of imports with undo. Knows the import service."""

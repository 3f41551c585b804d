"""The one ledger table: lines by pages, cells as an office reads them, filters, remembered state. Knows no subject."""

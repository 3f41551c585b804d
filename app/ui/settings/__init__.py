"""The settings page: office, rules, numbering, staff, this PC, backups, checks. Knows the services."""

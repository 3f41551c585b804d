"""The settings page: office, rules, numbering, holidays, staff, this PC, backups, checks. Knows the services."""

"""The settings page: office, rules, limits, numbering, holidays, staff, this PC, backups, checks. Knows the services."""

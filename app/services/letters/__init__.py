"""公文 of the office: templates, what a record says for them, their numbers, their paper."""

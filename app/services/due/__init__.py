"""待办: reads what is open by one query a subject, marks what a user said of it, puts the week on paper. Knows no widget."""

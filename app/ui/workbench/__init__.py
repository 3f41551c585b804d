"""工作台, the first page: what is due, what waits, what is missing, each one key from the place where it is done."""

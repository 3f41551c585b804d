"""The first start: where the data is, what the office is. Knows the services of set-up and the door it is given."""

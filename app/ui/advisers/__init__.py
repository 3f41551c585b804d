"""法律顾问: the eight ledgers of one subject, their panels, forms and acts; a switch above each leads to the others."""

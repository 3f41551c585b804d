"""送审件: the book of what came in for review, its panel, forms and acts; the book of opinions beside it."""

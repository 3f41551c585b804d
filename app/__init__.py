"""法治台账: the register of a district legal-affairs office."""

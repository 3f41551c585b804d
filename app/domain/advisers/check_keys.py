"""Which checks of advisers are on in a new office. Knows no check: settings read it at every start."""

ALWAYS = frozenset({"ADV-13", "ADV-15", "ADV-17"})
"""Rules of saving as well: they cannot be switched off."""
ON_AT_FIRST = ("ADV-03", "ADV-07", "ADV-09", "ADV-10")
"""Expiry, payment, adoption; of the rest an office switches on what it wants to be told."""

"""Figures of a year: what is counted, how, and which records stand behind it. Knows no store and no page."""

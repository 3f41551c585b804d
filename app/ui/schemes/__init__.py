"""Numbering schemes on screen: choosing from examples, editing a template with its preview. Knows schemes, saves nothing."""

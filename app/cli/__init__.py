"""The command line, one of two doors to the office. Knows no Qt."""

"""The window, one of two doors to the office. The only floor that knows Qt."""

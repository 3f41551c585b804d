"""Field widgets and the frame of a form. Knows no subject."""

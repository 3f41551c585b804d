"""A picture of every page and dialog, for whoever wants to see the program without starting it. Knows pages, not the command line."""

from app.ui.tour.round import make_index, make_tour

__all__ = ["make_index", "make_tour"]

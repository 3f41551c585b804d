"""What every part of the settings page is: a title, and how it is loaded. Knows no setting."""

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.forms.page import FormPage


class Section(QWidget):
    """One tab of the settings page."""

    title = ""
    name = ""
    """By which a due item finds it; empty where none does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def reload(self) -> None:
        """Show what is stored; what is being typed stays."""

    @property
    def form(self) -> FormPage | None:
        """The form that may hold something unsaved."""
        return None

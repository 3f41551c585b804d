"""Last step of the first start: the numbering rule, chosen by its example, or a template of one's own. Stores nothing."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.numbering.schemes import NumberingScheme, problems_of_scheme
from app.domain.numbering.tokens import TemplateError
from app.domain.problems import errors
from app.ui import theme
from app.ui.popover import text_label
from app.ui.schemes.editor import TemplateField, preview
from app.ui.schemes.picker import SchemePicker


class SchemeStep(QWidget):
    """`changed` follows the choice and the template."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.region = ""
        self.picker = SchemePicker()
        self.advanced = QCheckBox("高级：自己写编号模板")
        self.template = TemplateField()
        self.template.set_name("编号模板")
        self.sample = text_label("", "preview-good")
        column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        column.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.4))
        column.setSpacing(theme.em(self, 0.5))
        column.addWidget(text_label("选一条与本地编号写法相同的规则。以后可以增加规则，或从某一天起改用另一条。"))
        column.addWidget(self.picker, 1)
        column.addWidget(self.advanced)
        column.addWidget(self.template)
        column.addWidget(self.sample)
        self.template.hide()
        self.picker.chosen.connect(self._chosen)
        self.advanced.toggled.connect(self._toggled)
        self.template.changed.connect(self.changed)
        self.changed.connect(self._show_sample)
        self.setFocusProxy(self.picker.table)

    def begin(self, suggested: str, region: str) -> None:
        """Offer the profile's rule first, previewed with the office's own code."""
        self.region = self.template.region = region
        self.picker.show_schemes(suggested)
        self.template.refresh()
        self.changed.emit()

    @property
    def scheme(self) -> NumberingScheme:
        """The scheme chosen, with the template as typed where it was changed."""
        shipped = self.picker.shipped.scheme
        typed = self.template.value()
        if not self.advanced.isChecked() or typed == shipped.template:
            return shipped
        made = replace(shipped, name="本地编号规则", template=typed, key="")
        try:
            names = made.parsed.names
        except TemplateError:
            return made
        kept = tuple(name for name in shipped.scope if name in names)
        return replace(made, scope=kept, scope2=shipped.scope2 if "seq2" in names else ())

    @property
    def why_not(self) -> str:
        """Why one cannot go on; empty when one can."""
        found = errors(problems_of_scheme(self.scheme))
        if found:
            return found[0].message
        if "region" in self.scheme.parsed.names and not self.region:
            return "这条规则要用行政区代码，请回到“本单位”填写，或改选其他规则"
        return ""

    def _chosen(self, _key: str) -> None:
        self.template.set_value(self.picker.shipped.scheme.template)
        self.changed.emit()

    def _toggled(self, on: bool) -> None:
        self.template.setVisible(on)
        if on:
            self.template.line.setFocus()
        self.changed.emit()

    def _show_sample(self) -> None:
        self.sample.setVisible(not self.advanced.isChecked())
        try:
            self.sample.setText(f"按本单位的代码，编出的号形如：{preview(self.scheme, self.region)}")
        except TemplateError as error:
            self.sample.setText(str(error))

"""Fields for amounts of money and for numbers with decimals. Know no limit and no rule."""

from app.domain.ledgers import hundredths, read_hundredths
from app.domain.money import MoneyReading, MoneyState, MoneyUnit, read_money, yuan
from app.domain.problems import Problem, Severity
from app.ui.forms.texts import TextField


class MoneyField(TextField):
    """An amount in 分 or None, typed as offices write it: 80000, 80,000.00, 8万元, 捌万元整; a bare number counts 元."""

    def __init__(self, placeholder: str = "元，如 80000 或 8万元") -> None:
        super().__init__(placeholder)

    def value(self) -> int | None:  # type: ignore[override]
        return self._reading().fen

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        super().set_value("" if value is None else yuan(value))

    def state(self) -> str:
        return self.line.text()

    def restore(self, state: str) -> None:
        super().set_value(state)

    def own_problems(self) -> tuple[Problem, ...]:
        reading = self._reading()
        if not reading.note:
            return ()
        return (
            Problem("", reading.note, Severity.WARNING if reading.state is MoneyState.DOUBTFUL else Severity.ERROR),
        )

    def _reading(self) -> MoneyReading:
        return read_money(self.line.text().strip(), MoneyUnit.YUAN)


class DecimalField(TextField):
    """A number with at most two decimals, in hundredths, or None: hours, marks."""

    def value(self) -> int | None:  # type: ignore[override]
        return read_hundredths(self.line.text())

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        super().set_value("" if value is None else hundredths(value))

    def state(self) -> str:
        return self.line.text()

    def restore(self, state: str) -> None:
        super().set_value(state)

    def own_problems(self) -> tuple[Problem, ...]:
        typed = self.line.text().strip()
        return (Problem("", f"“{typed}”不是数字，请填写数字，最多两位小数"),) if typed and self.value() is None else ()

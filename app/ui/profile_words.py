"""Parameters of a regional profile in the office's words. Knows profiles, not widgets."""

from app.domain.numbering.shipped import SHIPPED
from app.domain.profiles import Parameter

_WORDS = {
    "effective": "自施行之日",
    "published": "自公布之日",
    "republish": "重新公布、重新编号",
    "extend": "决定延期，编号不变",
    True: "要求",
    False: "不要求",
    None: "未规定",
}
_UNITS = (("review_days", "个工作日"), ("_months", "个月"), ("_days", "日"), ("validity_", "年"))


def value_text(key: str, parameter: Parameter) -> str:
    """The value with its unit: 5年, 30日, 要求, 未规定."""
    value = parameter.value
    if key == "default_scheme":
        return next((shipped.scheme.name for shipped in SHIPPED if shipped.key == value), str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        unit = next((word for mark, word in _UNITS if key.startswith(mark) or key.endswith(mark)), "")
        return f"{value}{unit}"
    return _WORDS.get(value, str(value))

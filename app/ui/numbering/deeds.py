"""The small forms of the number book: reserving a number, giving a reserved one to a document. Know no table."""

from collections.abc import Sequence

from app.domain.actors import Actor
from app.domain.numbering.schemes import NumberingScheme
from app.domain.problems import Problem, refuse_if
from app.services.office import Office
from app.ui.deed import Deed, Values
from app.ui.documents.form import Sources
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.suggest import Option, matching
from app.ui.forms.texts import TextField
from app.ui.forms.units import ChosenField


def reserve_deed(office: Office, sources: Sources, schemes: Sequence[NumberingScheme], actor: Actor) -> Deed:
    """Reserve the next number for a document's kind and issuer; `schemes` are those in use today."""
    options = [Option(scheme.id, scheme.name) for scheme in schemes if scheme.id is not None]
    names = {option.value: option.label for option in options}
    body = FormBody(columns=1)
    body.add(
        "like",
        "文件",
        ChosenField(sources.find_documents, sources.name_document, "输入名称或拼音首字母"),
        required=True,
    )
    body.add("purpose", "用途", TextField("如 常务会议当日签发"), required=True)
    body.add(
        "scheme",
        "编号规则",
        ChosenField(lambda typed: matching(options, typed), lambda key: names.get(key, ""), "选择编号规则"),
        required=True,
    )
    body.add("on", "预留日期", DateField(), required=True)

    def check(values: Values) -> list[Problem]:
        asked = (
            ("like", "请选择一件文件：编号按它的类别和制定机关预留"),
            ("purpose", "请写明预留编号的用途"),
            ("scheme", "请选择编号规则"),
            ("on", "请填写预留日期"),
        )
        return [Problem(key, message) for key, message in asked if not values[key]]

    def save(values: Values) -> str:
        refuse_if(check(values))
        return office.numbering.reserve(values["scheme"], values["like"], values["purpose"], actor, values["on"])

    begin: Values = {"scheme": options[0].value if len(options) == 1 else None, "on": office.today()}
    return Deed("reserve", "预留编号", body, begin, save, "预留", check)


def use_deed(office: Office, sources: Sources, number: str, actor: Actor) -> Deed:
    """Give a reserved number to its document."""
    body = FormBody(columns=1)
    body.add(
        "document",
        "文件",
        ChosenField(sources.find_documents, sources.name_document, "输入名称或拼音首字母"),
        required=True,
    )
    body.add("on", "登记日期", DateField(), required=True)

    def check(values: Values) -> list[Problem]:
        asked = (("document", f"请选择使用编号 {number} 的文件"), ("on", "请填写登记日期"))
        return [Problem(key, message) for key, message in asked if not values[key]]

    def save(values: Values) -> str:
        refuse_if(check(values))
        return office.numbering.use_reserved(number, values["document"], actor, values["on"])

    return Deed("use", f"使用预留编号　{number}", body, {"on": office.today()}, save, "登记编号", check)

"""Setting an office up: init, units, staff, numbering schemes. Knows no file format."""

from typing import Annotated, Any

import typer

from app.cli.call import call_of
from app.cli.chinese import Command, Group
from app.cli.values import day
from app.domain.problems import Problem, Refused
from app.domain.units import IssuerMark, UnitCategory, UnitFacts

SECRET = "本程序不得处理涉密信息。"


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init", cls=Command)(init)
    units = _group(app, "units", "单位：列出、新增")
    units.command("list", cls=Command)(list_units)
    units.command("add", cls=Command)(add_unit)
    staff = _group(app, "staff", "经办人：列出、新增")
    staff.command("list", cls=Command)(list_staff)
    staff.command("add", cls=Command)(add_staff)
    schemes = _group(app, "scheme", "编号规则：列出、选用、自定")
    schemes.command("list", cls=Command)(list_schemes)
    schemes.command("use", cls=Command)(use_scheme)
    schemes.command("add", cls=Command)(add_scheme)


def _group(app: typer.Typer, name: str, help_: str) -> typer.Typer:
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=help_)
    app.add_typer(group, name=name)
    return group


def init(
    ctx: typer.Context,
    office: Annotated[str, typer.Option("--office", metavar="单位全称", help="如 广州市海珠区司法局")],
    profile: Annotated[
        str, typer.Option("--profile", metavar="方案", help="地区方案：generic、guangzhou、gansu、beijing")
    ] = "generic",
    region: Annotated[str, typer.Option("--region", metavar="代码", help="行政区代码，用于编号，如 HZ")] = "",
    place: Annotated[str, typer.Option("--place", metavar="区县", help="单位名录用的区县名（默认取自单位全称）")] = "",
    go_live: Annotated[str, typer.Option("--go-live", metavar="日期", help="启用日期（默认今天）")] = "",
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="规则", help="编号规则（默认按地区方案；用 scheme list 查看）")
    ] = "",
) -> None:
    """新建单位数据：设置、常用单位名录、编号规则。

    名录只是起点，请用 units 或导入单位名录核对补全（街道、镇的名称各地不同，需自行添加）。
    """
    from app.services.settings import OfficeSettings, load_profile, problems_of_settings
    from app.services.setup import place_of, shipped_scheme, starting_units

    call = call_of(ctx)
    settings = OfficeSettings(office, region, place or place_of(office), profile, day(go_live) if go_live else None)
    if found := list(problems_of_settings(settings)):
        raise Refused(found)
    starting_units(settings.region_name)
    shipped_scheme(scheme or load_profile(profile).on(call.doors.now().date()).text("default_scheme"))
    call.doors.new_office(call.root)
    with call.office() as opened:
        stored = opened.setup.begin(settings, call.actor, scheme=scheme)
        units, schemes = opened.units.all(), opened.numbering.schemes()
        fallbacks = [
            parameter.basis.text
            for parameter in opened.settings.profile(opened.today()).parameters.values()
            if parameter.fallback
        ]
    call.answer(
        {"folder": str(call.root), "office": stored.office, "units": len(units), "scheme": schemes[0].key},
        (
            f"已在“{call.root}”建立“{stored.office}”的数据：单位 {len(units)} 个，编号规则“{schemes[0].name}”。",
            *fallbacks,
            SECRET,
        ),
    )


def list_units(ctx: typer.Context) -> None:
    """列出单位。"""
    call = call_of(ctx)
    with call.office() as office:
        units = office.units.all()
    call.answer([_unit(key, unit) for key, unit in units.items()], (
        f"{key}\t{unit.code}\t{unit.name}\t{unit.category.label}\t{'可制定' if unit.may_issue else '不可制定'}"
        for key, unit in units.items()
    ))  # fmt: skip


def add_unit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="名称", help="单位全称")],
    code: Annotated[str, typer.Option("--code", metavar="编码", help="单位编码，如 31")] = "",
    short: Annotated[str, typer.Option("--short", metavar="简称", help="单位简称")] = "",
    category: Annotated[
        str, typer.Option("--category", metavar="类别", help="如 工作部门、街道办事处、镇人民政府")
    ] = "工作部门",
    parent: Annotated[str, typer.Option("--parent", metavar="上级", help="上级单位的名称")] = "",
    mark: Annotated[list[str] | None, typer.Option("--mark", metavar="代字", help="机关代字，可写多次")] = None,
    may_issue: Annotated[bool, typer.Option("--may-issue/--may-not-issue", help="可否制定规范性文件")] = True,
) -> None:
    """新增一个单位。"""
    call = call_of(ctx)
    kind = UnitCategory.read(category)
    if kind is None:
        raise typer.BadParameter(f"没有“{category}”这种类别，可用：{'、'.join(each.label for each in UnitCategory)}")
    with call.office() as office:
        above = next((key for key, unit in office.units.all().items() if parent and parent in unit.names), None)
        if parent and above is None:
            raise Refused([Problem("parent_id", f"没有名为“{parent}”的单位，请先新增上级单位")])
        marks = tuple(IssuerMark(each) for each in mark or ())
        facts = UnitFacts(name, kind, code, short, above, may_issue, marks=marks)
        stored = office.units.save(facts, call.actor)
    call.answer(_unit(stored.id, stored), [f"已新增单位 {stored.id}：{stored.name}"])


def _unit(key: int | None, unit: UnitFacts) -> dict[str, Any]:
    return {
        "id": key,
        "name": unit.name,
        "code": unit.code,
        "category": unit.category.value,
        "may_issue": unit.may_issue,
        "confirmed": unit.confirmed,
    }


def list_staff(ctx: typer.Context) -> None:
    """列出经办人。"""
    call = call_of(ctx)
    with call.office() as office:
        staff = office.settings.staff()
    call.answer(
        [{"name": each.name, "post": each.post, "active": each.active} for each in staff],
        (f"{each.name}\t{each.post}\t{'' if each.active else '已离开'}".rstrip() for each in staff),
    )


def add_staff(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="姓名")],
    post: Annotated[str, typer.Option("--post", metavar="职务", help="如 科员")] = "",
) -> None:
    """新增一位经办人。"""
    from app.services.settings import StaffMember

    call = call_of(ctx)
    with call.office() as office:
        office.settings.save_staff([*office.settings.staff(), StaffMember(name, post)], call.actor)
    call.answer({"name": name, "post": post}, [f"已新增经办人：{name}"])


def list_schemes(ctx: typer.Context) -> None:
    """列出本单位的编号规则，以及可以选用的规则和编号示例。"""
    from app.domain.numbering.shipped import SHIPPED

    call = call_of(ctx)
    with call.office() as office:
        schemes, chosen = office.numbering.schemes(), office.settings.get().default_scheme_id
    own = [
        {"id": each.id, "name": each.name, "template": each.template, "default": each.id == chosen} for each in schemes
    ]
    shipped = [
        {"key": each.key, "name": each.scheme.name, "example": each.example, "label": each.label} for each in SHIPPED
    ]
    call.answer({"schemes": own, "shipped": shipped}, [
        "本单位的编号规则：",
        *(f"  {each.id}\t{each.name}\t{each.template}{'（默认）' if each.id == chosen else ''}" for each in schemes),
        "可以选用的规则（scheme use 名称）：",
        *(f"  {each.key}\t{each.example}\t{each.label}" for each in SHIPPED),
    ])  # fmt: skip


def use_scheme(
    ctx: typer.Context, key: Annotated[str, typer.Argument(metavar="规则", help="scheme list 中的名称，如 hunan")]
) -> None:
    """选用一种现成的编号规则，并设为默认。"""
    from dataclasses import replace

    from app.services.setup import shipped_scheme

    call = call_of(ctx)
    scheme = shipped_scheme(key)
    with call.office() as office:
        stored = next((each for each in office.numbering.schemes() if each.key == key), None)
        stored = stored or office.numbering.save_scheme(scheme, call.actor)
        office.settings.save(replace(office.settings.get(), default_scheme_id=stored.id), call.actor)
    call.answer({"id": stored.id, "key": key, "name": stored.name}, [f"默认编号规则已设为 {stored.id}：{stored.name}"])


def add_scheme(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="名称")],
    template: Annotated[str, typer.Argument(metavar="模板", help="如 {region}{cat:2}{year}{seq:4}")],
    scope: Annotated[
        list[str] | None, typer.Option("--scope", metavar="项目", help="按哪些项目分别计数，可写多次")
    ] = None,
) -> None:
    """自定一种编号规则。"""
    from app.domain.numbering.schemes import NumberingScheme

    call = call_of(ctx)
    with call.office() as office:
        stored = office.numbering.save_scheme(NumberingScheme(name, template, scope=tuple(scope or ())), call.actor)
    call.answer(
        {"id": stored.id, "name": stored.name, "template": stored.template},
        [f"已新增编号规则 {stored.id}：{stored.name}"],
    )

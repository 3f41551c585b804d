"""The shipped numbering schemes, each with a number as it is printed on a file and where that was read. Knows no office."""

from dataclasses import dataclass

from app.domain.numbering.schemes import NumberingScheme, YearFrom
from app.domain.numbering.tokens import Values


@dataclass(frozen=True)
class ShippedScheme:
    """A scheme to choose from, by its example; `constructed` examples are built from the stated format, not seen."""

    scheme: NumberingScheme
    label: str
    example: str
    source: str
    constructed: bool = False

    @property
    def key(self) -> str:
        return self.scheme.key


SAMPLE: Values = {
    "region": "HZ",
    "level": "D",
    "org": "03",
    "orgname": "区司法局",
    "orgabbr": "海府",
    "cat": "01",
    "year": 2026,
    "month": 3,
    "temp": "试",
}
"""Values for the live preview of a template."""

COUNTY_LEVEL = "D"
"""{level} of a district or county in Hunan and Shandong; C is a city, P the province."""

SHIPPED = (
    ShippedScheme(
        NumberingScheme(
            "广州式（按类别）", "{region}{cat:2}{year}{seq:4}", scope=("region", "cat"), key="guangzhou_category"
        ),
        "区代码、类别（01 政府、02 政府办、03 部门，各部门合用一个顺序号）、年份、四位顺序号",
        "HP0120210019",
        "广州市行政规范性文件统一发布平台，穗埔府规〔2021〕18号；各段含义为推断",
    ),
    ShippedScheme(
        NumberingScheme(
            "广州式（按单位）", "{region}{org:2}{year}{seq:4}", scope=("region", "org"), key="guangzhou_issuer"
        ),
        "区代码、单位编码、年份、四位顺序号，每个单位各编各的",
        "ZC0220200006",
        "广州市行政规范性文件统一发布平台，增府办规〔2020〕6号；各段含义为推断",
    ),
    ShippedScheme(
        NumberingScheme("惠州式（连字符）", "HFGS-{year}-{seq}", key="huizhou"),
        "固定字头、年份、顺序号，用连字符，不补零",
        "HFGS-2022-7",
        "惠州市人民政府网，惠府〔2022〕32号",
    ),
    ShippedScheme(
        NumberingScheme("惠州式（破折号）", "HFGS—{year}—{seq}", key="huizhou_2017"),
        "固定字头、年份、顺序号，用破折号，不补零（2017年的写法）",
        "HFGS—2017—9",
        "惠州市人民政府网，惠府〔2017〕46号",
    ),
    ShippedScheme(
        NumberingScheme(
            "湖南式统一登记号",
            "{region}{level:1}R-{year}-{org:2}{seq:3}",
            scope=("region", "level", "org"),
            key="hunan",
        ),
        "地区代码、层级（P 省、C 市、D 县区）加 R、年份、两位单位编码、三位顺序号",
        "HHCR-2023-01005",
        "怀化市人民政府网，怀政办发〔2023〕9号；各段含义未核实",
    ),
    ShippedScheme(
        NumberingScheme(
            "山东式登记号",
            "{region}{level:1}R-{year}-{org:3}{seq:4}",
            scope=("region", "level", "org"),
            key="shandong",
        ),
        "地区代码、层级（P 省、C 市、D 县区）加 R、年份、三位单位编码、四位顺序号",
        "SDPR-2021-0200003",
        "山东省的通行写法，尚未核实",
    ),
    ShippedScheme(
        NumberingScheme("浙江式", "ZJSP{org:2}-{year}-{seq:4}", scope=("org",), key="zhejiang"),
        "地区与层级字头、两位单位编码、年份、四位顺序号（字头按本地改写）",
        "ZJSP01-2020-0001",
        "浙江省的通行写法，尚未核实",
    ),
    ShippedScheme(
        NumberingScheme(
            "杨凌式（两个顺序号）",
            "杨管规〔{year}〕{seq:3}-{orgname}{seq2:3}",
            scope2=("orgname", "year"),
            key="yangling",
        ),
        "地区简称加“规”、年份、总顺序号（不写“号”），再加机关简称和该机关自己的顺序号",
        "杨管规〔2012〕001-规划局001",
        "杨凌示范区规范性文件“三统一”工作方案（2012年）所定格式",
        constructed=True,
    ),
    ShippedScheme(
        NumberingScheme("重庆式审查号", "渝文审〔{year}〕{seq}号", key="chongqing"),
        "固定代字、年份、顺序号，与文号并列印在文件上",
        "渝文审〔2018〕25号",
        "重庆市的通行写法，尚未核实",
    ),
    ShippedScheme(
        NumberingScheme(
            "以文号为统一编号（代字带“规”）",
            "{orgabbr}规〔{year}〕{seq}号",
            scope=("orgabbr",),
            year_from=YearFrom.SIGN,
            key="mark_gui",
        ),
        "机关代字加“规”、年份、顺序号，文号就是统一编号",
        "穗府办规〔2021〕12号",
        "广州市人民政府办公厅，穗府办规〔2021〕12号",
    ),
    ShippedScheme(
        NumberingScheme("备案登记号", "{region}备〔{year}〕{seq}号", scope=("region",), key="filing"),
        "地区简称加“备”、年份、顺序号",
        "海备〔2024〕3号",
        "没有统一编号的地方以备案登记号代替；格式为拟定",
        constructed=True,
    ),
)
"""Every format of the field study that has a complete example number, and the two whose format alone is known."""

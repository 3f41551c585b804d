"""The eight ledgers of legal advisers: columns for screen, filter, Excel, PDF and import alike."""

from app.domain.advisers.appointments import AppointmentKind, AppointmentState, EndReason
from app.domain.advisers.assessments import Consequence, Period
from app.domain.advisers.conflicts import ConflictDecision, ConflictKind
from app.domain.advisers.engagements import Category, EngagementState, Filing, Method, Pricing
from app.domain.advisers.matters import Conclusion, Form, MatterKind, MatterState, Outcome
from app.domain.advisers.payments import PaymentState
from app.domain.advisers.people import AdviserKind, AdviserState, Gender, RecordCheck
from app.domain.advisers.templates import Grade
from app.domain.ledgers import ID, Column, Kind, Ledger
from app.domain.submissions.facts import Adoption

_UID = Column("uid", "记录标识", Kind.CODE, 20, hidden=True)
_REMARK = Column("remark", "备注", Kind.LONG_TEXT, 40, synonyms=("说明",))
_ADVISER = Column("adviser", "顾问姓名", Kind.TEXT, 24, required=True, synonyms=("顾问", "法律顾问"))
_UNIT = Column("unit", "聘用单位", Kind.TEXT, 44, required=True)

ADVISER_COLUMNS = (
    Column("name", "姓名", Kind.TEXT, 24, required=True, synonyms=("顾问姓名", "律师姓名", "法律顾问"), example="李某某"),
    Column("kind", "顾问类型", Kind.CHOICE, 36, choices=AdviserKind, synonyms=("类型", "人员类别", "顾问类别"), example="外聘律师"),
    Column("gender", "性别", Kind.CHOICE, 14, choices=Gender, printed=False),
    Column("firm", "执业机构或工作单位", Kind.TEXT, 52, synonyms=("执业机构", "工作单位", "律师事务所", "律所", "所在单位"), example="广东某某律师事务所"),
    Column("units", "服务单位", Kind.TEXT, 44, derived=True),
    Column("chief_of", "首席法律顾问", Kind.TEXT, 36, derived=True, help="担任首席法律顾问的单位"),
    Column("state", "状态", Kind.CHOICE, 22, derived=True, choices=AdviserState),
    Column("licence_number", "执业证号", Kind.CODE, 40, synonyms=("律师执业证号", "公职律师证号", "执业证号码"), example="14401200012345678"),
    Column("first_practised_on", "首次执业日期", Kind.DATE, 25, synonyms=("执业起始日期",), example="2012年7月1日"),
    Column("practice_years", "执业年限", Kind.INTEGER, 18, derived=True),
    Column("specialities", "专业特长", Kind.TEXT, 44, several=True, synonyms=("专长", "擅长领域", "业务专长"), example="行政法、合同", help="多项用“、”隔开"),
    Column("title", "职称职务", Kind.TEXT, 26, synonyms=("职称/职务", "职务", "职称")),
    Column("education", "学历学位", Kind.TEXT, 22, printed=False, synonyms=("学历", "学位")),
    Column("qualification_number", "法律职业资格证号", Kind.CODE, 40, printed=False, synonyms=("职业资格证号",)),
    Column("political_status", "政治面貌", Kind.TEXT, 20, printed=False),
    Column("phone", "联系电话", Kind.CODE, 30, synonyms=("电话", "手机", "联系方式")),
    Column("id_number", "证件号码", Kind.CODE, 40, printed=False, synonyms=("身份证号", "身份证号码"), help="导出时只显示前6位和后4位；导入时带“*”的视为不变"),
    Column("checked_on", "核查日期", Kind.DATE, 25, printed=False, synonyms=("处分记录核查日期",)),
    Column("check_result", "核查结果", Kind.CHOICE, 26, choices=RecordCheck, printed=False, synonyms=("处分记录",)),
    Column("check_note", "核查说明", Kind.LONG_TEXT, 36, printed=False),
    Column("expert_pool", "决策咨询专家库", Kind.FLAG, 22, synonyms=("专家库", "入选专家库")),
    Column("suspended_on", "停聘日期", Kind.DATE, 25, derived=True, printed=False),
    Column("suspended_reason", "停聘原因", Kind.LONG_TEXT, 36, derived=True, printed=False),
    _REMARK, ID, _UID,
)  # fmt: skip

FIRM_COLUMNS = (
    Column("name", "机构名称", Kind.TEXT, 60, required=True, synonyms=("律师事务所", "律所名称", "名称", "事务所名称"), example="广东某某律师事务所"),
    Column("credit_code", "统一社会信用代码", Kind.CODE, 42, synonyms=("信用代码", "社会信用代码"), example="91350100M000100Y43"),
    Column("licence_number", "执业许可证号", Kind.CODE, 40, synonyms=("许可证号",)),
    Column("head", "负责人", Kind.TEXT, 22, synonyms=("律所主任", "主任")),
    Column("contact", "联系人", Kind.TEXT, 22),
    Column("phone", "联系电话", Kind.CODE, 30, synonyms=("电话",)),
    Column("address", "地址", Kind.TEXT, 56, synonyms=("办公地址", "住所")),
    Column("yearly_checks", "年度考核情况", Kind.LONG_TEXT, 36, synonyms=("年度检查考核",)),
    Column("advisers", "顾问人数", Kind.INTEGER, 18, derived=True),
    Column("contracts", "合同份数", Kind.INTEGER, 18, derived=True),
    Column("amount", "合同金额合计（元）", Kind.MONEY, 30, derived=True),
    Column("paid", "已付金额合计（元）", Kind.MONEY, 30, derived=True),
    _REMARK, ID, _UID,
)  # fmt: skip

APPOINTMENT_COLUMNS = (
    _ADVISER,
    Column("adviser_kind", "顾问类型", Kind.CHOICE, 36, derived=True, choices=AdviserKind),
    Column("firm", "执业机构或工作单位", Kind.TEXT, 52, derived=True),
    _UNIT,
    Column("chief", "首席", Kind.FLAG, 14),
    Column("kind", "产生方式", Kind.CHOICE, 18, choices=AppointmentKind),
    Column("letter_number", "聘书编号", Kind.CODE, 36),
    Column("decided_on", "决定日期", Kind.DATE, 25),
    Column("starts_on", "聘期起", Kind.DATE, 25),
    Column("ends_on", "聘期止", Kind.DATE, 25),
    Column("state", "状态", Kind.CHOICE, 26, derived=True, choices=AppointmentState),
    Column("basis", "审批依据", Kind.TEXT, 44),
    Column("previous", "上一期聘期", Kind.TEXT, 44, derived=True, printed=False),
    Column("next", "下一期聘期", Kind.TEXT, 44, derived=True, printed=False),
    Column("contracts", "合同份数", Kind.INTEGER, 18, derived=True),
    Column("ended_on", "提前结束日期", Kind.DATE, 25, printed=False),
    Column("end_kind", "结束方式", Kind.CHOICE, 20, choices=EndReason, printed=False),
    Column("end_reason", "结束原因", Kind.LONG_TEXT, 36, printed=False),
    Column("doubts", "存疑", Kind.LONG_TEXT, 44, derived=True, printed=False),
    _REMARK, ID, _UID,
)  # fmt: skip

ENGAGEMENT_COLUMNS = (
    Column("number", "合同编号", Kind.CODE, 34, example="海司法顾〔2026〕1号"),
    Column("unit", "聘用单位", Kind.TEXT, 44, required=True, synonyms=("甲方", "单位", "聘任单位", "委托单位", "单位名称"), example="海珠区人民政府"),
    Column("name", "合同名称", Kind.TEXT, 60, synonyms=("项目名称",), example="常年法律顾问服务合同"),
    Column(
        "firm", "受聘机构", Kind.TEXT, 52,
        synonyms=("律师事务所/专家", "律师事务所", "律所", "律师事务所（专家）", "服务机构", "受聘方", "乙方", "事务所", "律所/专家"),
        example="广东某某律师事务所",
    ),
    Column(
        "advisers", "顾问姓名", Kind.TEXT, 32, several=True,
        synonyms=("法律顾问", "律师姓名", "顾问", "指派律师", "指派顾问", "姓名", "承办律师"), example="李某某、赵某某", help="第一位为主办，多人用“、”隔开",
    ),
    Column("category", "聘用类别", Kind.TEXT, 30, choices=Category, synonyms=("顾问类别", "类别"), example="常年法律顾问"),
    Column("method", "聘用方式", Kind.TEXT, 40, choices=Method, synonyms=("选聘方式", "采购方式", "聘请方式"), example="公开遴选"),
    Column("renewal", "续聘", Kind.FLAG, 14, synonyms=("是否续聘",), example="否"),
    Column(
        "term", "合同期限", Kind.TEXT, 50, synonyms=("聘期", "聘用期限", "起止时间", "服务期限", "聘任期限", "聘期起止", "合同起止时间", "起止日期"),
        help="起止日期写在一格的，如 2024.1.1-2026.12.31；也可分别填写期限起、期限止",
    ),
    Column("starts_on", "期限起", Kind.DATE, 25, printed=False, synonyms=("聘期起", "开始日期", "合同开始日期"), example="2026年1月1日"),
    Column("ends_on", "期限止", Kind.DATE, 25, printed=False, synonyms=("聘期止", "终止日期", "到期日期", "合同终止日期"), example="2026年12月31日"),
    Column("state", "合同状态", Kind.CHOICE, 26, derived=True, choices=EngagementState),
    Column("pricing", "计费方式", Kind.TEXT, 24, choices=Pricing, synonyms=("收费方式",), example="包干"),
    Column("amount", "合同金额（元）", Kind.MONEY, 28, synonyms=("合同金额", "金额", "合同价", "合同价款", "服务费", "费用", "顾问费"), example="80000"),
    Column("cap", "封顶金额（元）", Kind.MONEY, 28, printed=False, synonyms=("封顶金额", "最高限额")),
    Column("paid", "已付金额（元）", Kind.MONEY, 28, derived=True),
    Column("filing", "备案情况", Kind.TEXT, 24, choices=Filing, synonyms=("是否备案", "备案")),
    Column("filed_on", "备案日期", Kind.DATE, 25, synonyms=("报备日期",), example="2026年1月10日"),
    Column("signed_on", "签订日期", Kind.DATE, 25, printed=False, synonyms=("签约日期", "合同签订日期"), example="2025年12月28日"),
    Column("notice_on", "通知日期", Kind.DATE, 25, printed=False, help="书面通知是否续签的最后一日"),
    Column("procurement_number", "采购项目编号", Kind.CODE, 36, printed=False, synonyms=("项目编号",)),
    Column("awarded_on", "成交通知书日期", Kind.DATE, 25, printed=False, synonyms=("中标通知书日期",)),
    Column("basis", "审批依据", Kind.TEXT, 40, printed=False),
    Column("budget", "经费来源", Kind.TEXT, 36, printed=False, synonyms=("预算科目", "资金来源", "预算科目/资金来源")),
    Column("payment_terms", "付款方式", Kind.LONG_TEXT, 36, printed=False),
    Column("served", "服务单位范围", Kind.TEXT, 44, several=True, printed=False, synonyms=("服务单位",), help="除聘用单位外的服务单位，多个用“、”隔开"),
    Column("served_text", "服务对象", Kind.TEXT, 44, printed=False, synonyms=("服务社区", "社区")),
    Column("clauses", "必备条款", Kind.TEXT, 60, several=True, printed=False, help="合同中已有的必备条款，多项用“、”隔开"),
    Column("duties", "服务内容", Kind.LONG_TEXT, 60, printed=False, synonyms=("责任清单", "服务事项")),
    Column("supplements", "变更情况", Kind.LONG_TEXT, 60, derived=True, printed=False, help="补充协议变更前后的内容"),
    Column("previous", "前一合同", Kind.TEXT, 44, derived=True, printed=False),
    Column("next", "后一合同", Kind.TEXT, 44, derived=True, printed=False),
    Column("ended_on", "提前结束日期", Kind.DATE, 25, derived=True, printed=False),
    Column("end_reason", "结束原因", Kind.LONG_TEXT, 36, derived=True, printed=False),
    Column("doubts", "存疑", Kind.LONG_TEXT, 60, derived=True, printed=False),
    _REMARK, ID, _UID,
)  # fmt: skip

PAYMENT_COLUMNS = (
    Column("contract", "合同名称", Kind.TEXT, 60, required=True),
    Column("contract_number", "合同编号", Kind.CODE, 34, derived=True),
    Column("unit", "聘用单位", Kind.TEXT, 44, derived=True),
    Column("firm", "受聘机构", Kind.TEXT, 52, derived=True),
    Column("instalment", "期次", Kind.INTEGER, 14),
    Column("due_on", "约定付款日", Kind.DATE, 25),
    Column("condition", "付款条件", Kind.TEXT, 40),
    Column("due", "应付金额（元）", Kind.MONEY, 28),
    Column("paid_on", "实付日期", Kind.DATE, 25),
    Column("paid", "实付金额（元）", Kind.MONEY, 28),
    Column("state", "付款状态", Kind.CHOICE, 24, derived=True, choices=PaymentState),
    Column("invoice", "发票号", Kind.CODE, 34),
    Column("handler", "经办人", Kind.TEXT, 20),
    Column("override", "超付理由", Kind.LONG_TEXT, 36, printed=False),
    _REMARK, ID, _UID,
)  # fmt: skip

MATTER_COLUMNS = (
    Column("asked_on", "交办日期", Kind.DATE, 25, synonyms=("委托日期",)),
    Column("kind", "事项类别", Kind.CHOICE, 34, choices=MatterKind),
    Column("title", "事项名称", Kind.TEXT, 70, required=True),
    Column("unit", "委托单位", Kind.TEXT, 44),
    Column("contact", "联系人", Kind.TEXT, 20, printed=False),
    Column("adviser", "承办顾问", Kind.TEXT, 24),
    Column("firm", "所在机构", Kind.TEXT, 52, derived=True),
    Column("counterparty", "对方当事人", Kind.TEXT, 40, printed=False),
    Column("due_on", "要求完成日期", Kind.DATE, 25),
    Column("done_on", "实际完成日期", Kind.DATE, 25),
    Column("days", "用时（天）", Kind.INTEGER, 16, derived=True),
    Column("form", "方式", Kind.CHOICE, 16, choices=Form),
    Column("opinion_number", "法律意见书编号", Kind.CODE, 36),
    Column("conclusion", "意见结论", Kind.CHOICE, 24, choices=Conclusion),
    Column("opinion", "意见摘要", Kind.LONG_TEXT, 60, printed=False),
    Column("adoption", "采纳情况", Kind.CHOICE, 22, choices=Adoption),
    Column("adoption_reason", "未采纳理由", Kind.LONG_TEXT, 40),
    Column("adopted_on", "采纳反馈日期", Kind.DATE, 25, printed=False),
    Column("outcome", "结果", Kind.CHOICE, 22, choices=Outcome),
    Column("hours", "工时", Kind.DECIMAL, 14),
    Column("satisfaction", "满意度", Kind.INTEGER, 14),
    Column("state", "办理状态", Kind.CHOICE, 24, derived=True, choices=MatterState),
    Column("about", "关联对象", Kind.TEXT, 60, derived=True, printed=False),
    Column("contract", "所属合同", Kind.TEXT, 60, derived=True, printed=False),
    _REMARK, ID, _UID,
)  # fmt: skip

ASSESSMENT_COLUMNS = (
    Column("year", "考核年度", Kind.INTEGER, 18, required=True),
    Column("period", "考核种类", Kind.CHOICE, 20, choices=Period),
    _ADVISER,
    Column("firm", "执业机构或工作单位", Kind.TEXT, 52, derived=True),
    Column("unit", "服务单位", Kind.TEXT, 44),
    Column("contract", "合同", Kind.TEXT, 60, derived=True, printed=False),
    Column("template", "考核表", Kind.TEXT, 50),
    Column("self_total", "自评分", Kind.DECIMAL, 18, derived=True),
    Column("unit_total", "服务单位评分", Kind.DECIMAL, 22, derived=True),
    Column("bureau_total", "司法局评分", Kind.DECIMAL, 22, derived=True),
    Column("bonus", "加分", Kind.DECIMAL, 14),
    Column("total", "总分", Kind.DECIMAL, 16, derived=True),
    Column("grade", "等次", Kind.CHOICE, 20, derived=True, choices=Grade),
    Column("vetoes", "一票否决事由", Kind.TEXT, 44),
    Column("conclusion", "结论", Kind.CHOICE, 18, choices=Consequence),
    Column("assessed_on", "考核日期", Kind.DATE, 25),
    Column("assessor", "考核人", Kind.TEXT, 22),
    _REMARK, ID, _UID,
)  # fmt: skip

CONFLICT_COLUMNS = (
    Column("declared_on", "申报日期", Kind.DATE, 25),
    Column("adviser", "申报人", Kind.TEXT, 24),
    Column("firm", "所在机构", Kind.TEXT, 52),
    Column("counterparty", "对方当事人", Kind.TEXT, 44),
    Column("matter", "有关事项", Kind.TEXT, 60),
    Column("kind", "冲突类型", Kind.CHOICE, 30, choices=ConflictKind),
    Column("detail", "具体情形", Kind.LONG_TEXT, 50),
    Column("open", "待处理", Kind.FLAG, 16, derived=True),
    Column("decision", "处理", Kind.CHOICE, 22, choices=ConflictDecision),
    Column("decided_on", "处理日期", Kind.DATE, 25),
    Column("decided_by", "批准人", Kind.TEXT, 22),
    Column("reason", "同意继续的理由", Kind.LONG_TEXT, 40, printed=False),
    _REMARK, ID, _UID,
)  # fmt: skip

ADVISERS = Ledger("advisers", "法律顾问名册", ADVISER_COLUMNS, noun="名", importable=True, default_sort=("id", True))
FIRMS = Ledger("firms", "律师事务所名录", FIRM_COLUMNS, noun="家", importable=True, default_sort=("name", False))
APPOINTMENTS = Ledger("appointments", "法律顾问聘任台账", APPOINTMENT_COLUMNS, noun="项", as_of=True)
ENGAGEMENTS = Ledger("engagements", "法律顾问服务合同台账", ENGAGEMENT_COLUMNS, noun="份", as_of=True, importable=True)
PAYMENTS = Ledger("payments", "法律顾问费用支付台账", PAYMENT_COLUMNS, noun="笔", default_sort=("id", True))
MATTERS = Ledger("matters", "法律顾问工作台账", MATTER_COLUMNS, noun="件", as_of=True)
ASSESSMENTS = Ledger("assessments", "法律顾问考核台账", ASSESSMENT_COLUMNS, noun="项")
CONFLICTS = Ledger("conflicts", "利益冲突申报台账", CONFLICT_COLUMNS, noun="项")
ALL = (ADVISERS, FIRMS, APPOINTMENTS, ENGAGEMENTS, PAYMENTS, MATTERS, ASSESSMENTS, CONFLICTS)

"""Everything the office hands out: ledgers, blank templates, 登记表, 审批表. Knows no door."""

from app.services.papers.service import PaperService

__all__ = ["PaperService"]

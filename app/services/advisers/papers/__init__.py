"""The papers of legal advisers: 聘书, 备案表, cover of a 法律意见书, 考核表, the year's report; each from one model, as PDF and Word."""

from app.services.advisers.papers.service import AdviserPapers

__all__ = ["AdviserPapers"]

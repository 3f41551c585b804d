"""Years of the office: closed ones refuse changes, the change from one to the next. Knows no window."""

from app.services.years.closed import closed_problems_in, closed_years_in, refuse_closed_in

__all__ = ["closed_problems_in", "closed_years_in", "refuse_closed_in"]

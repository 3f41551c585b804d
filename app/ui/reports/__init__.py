"""年度报告: the report's sections, its figures, the records behind them. Knows services, no SQL."""

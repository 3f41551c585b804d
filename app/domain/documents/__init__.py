"""行政规范性文件: facts, procedure, validity, status, columns. Knows neither SQL nor files."""

"""统一编号: the template language, the schemes, the shipped examples. Knows no number book."""

"""What every test may ask for: an office with its database (tests/offices.py)."""

pytest_plugins = ("tests.offices",)

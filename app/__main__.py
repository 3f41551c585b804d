"""`python -m app` and the bundle's programs."""

import sys

from app.main import main

if __name__ == "__main__":
    sys.exit(main())

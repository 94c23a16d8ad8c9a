"""`python -m converter <step>`."""

import sys

from converter.cli import main

sys.exit(main())

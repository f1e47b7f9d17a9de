"""`python -m loopbaankrediet.cli`, for when the command is not on the path."""

import sys

from loopbaankrediet.cli import main

sys.exit(main())

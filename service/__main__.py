"""`python -m service` is the command `afterrun`."""

import sys

from service.cli import main

sys.exit(main())

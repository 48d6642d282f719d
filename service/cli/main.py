"""Run one command and turn what went wrong into one sentence and an exit code."""

import json
import logging
import sys
from collections.abc import Sequence
from importlib import import_module

from service.cli.commands import parser
from service.config import read_settings
from service.core.errors import Error


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code: 0 done, 1 not done, 2 cannot be used as it is."""
    arguments = parser().parse_args(argv)
    try:
        settings = read_settings()
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        for chatty in ("alembic", "apscheduler"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        family, command = arguments.command.split(".")
        run = getattr(import_module(f"service.cli.{family}"), command)
        return int(run(arguments, settings))
    except Error as wrong:
        if getattr(arguments, "json", False):
            print(json.dumps({"error": wrong.code, "reason": wrong.words}))
        print(wrong.words, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1

"""Run one command and turn what went wrong into one sentence and an exit code."""

import json
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from service.cli.commands import parser
from service.config import read_settings
from service.core.errors import Error, InputError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code: 0 done, 1 this machine did not do its part, 2 wrong input."""
    arguments = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file name may hold what no text can show
    try:
        settings = read_settings()
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        for chatty in ("alembic", "apscheduler"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        family, command = arguments.command.split(".")
        run = getattr(import_module(f"service.cli.{family}"), command)
        code = int(run(arguments, settings))
        sys.stdout.flush()
    except Error as wrong:
        if getattr(arguments, "json", False):
            print(json.dumps({"error": wrong.code, "reason": wrong.words}))
        print(wrong.words, file=sys.stderr)
        return 2 if isinstance(wrong, InputError) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read us has gone; what is left unsaid must not fail again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code

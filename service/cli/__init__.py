"""The command `afterrun`: parse, call, print. A family of commands is imported only when one of it is called."""

from service.cli.main import main

__all__ = ["main"]

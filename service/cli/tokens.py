"""Tokens for programs: made, listed, withdrawn."""

import argparse
import json
from dataclasses import asdict

from service.app.tokens import SCOPES, make_token, revoke, tokens
from service.config import Settings
from service.core.errors import InputError
from service.wiring import open_world


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make one where a name is given, withdraw one, else list them."""
    with open_world(settings) as world:
        if arguments.withdraw:
            revoke(world, arguments.withdraw)
            print("Withdrawn: it opens nothing any more.")
        elif arguments.name:
            if not arguments.may:
                raise InputError(f"Say what it may do: --may {','.join(SCOPES)}, or some of these.")
            print(make_token(world, arguments.name, arguments.may.split(",")))
        else:
            known = [asdict(one) for one in tokens(world)]
            lines = (
                f"{one['id']}  {one['name']}: {', '.join(one['scopes'])}; made {one['made']}, "
                f"last used {one['used'] or 'never'}"
                for one in known
            )
            print(json.dumps(known, default=str) if arguments.json else "\n".join(lines) or "No tokens.")
    return 0

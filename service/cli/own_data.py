"""All that is kept, to take along or to erase."""

import argparse
import json
import sys
from dataclasses import asdict

from service.app.erasing import WORD, erase
from service.app.exporting import export
from service.config import Settings
from service.core.errors import InputError, WorldError
from service.sweeping import sweep
from service.wiring import open_world


def take_along(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write everything into one zip, under its name only once it is whole."""
    file, draft = arguments.file, arguments.file.with_name(f".{arguments.file.name}.part")
    if file.exists():
        raise InputError(f"{file} is there already and was left as it is. Give another name.")
    try:
        with open_world(settings) as world, draft.open("wb") as out:
            for piece in export(world):
                out.write(piece)
        draft.replace(file)
    except OSError as wrong:
        raise WorldError(f"{file} cannot be written: {wrong.strerror or wrong}.") from wrong
    finally:
        draft.unlink(missing_ok=True)
    print(f"Everything is in {file}, {file.stat().st_size / 1e6:.1f} MB. It can be imported again.")
    return 0


def erase_all(arguments: argparse.Namespace, settings: Settings) -> int:
    """Erase everything after the word was typed, and print the receipt."""
    if arguments.word is None and sys.stdin.isatty():
        print(f"Everything in {settings.data_dir} will be gone, without a way back.", file=sys.stderr)
        arguments.word = input(f"Type {WORD} to do it: ")
    with open_world(settings) as world:
        receipt = erase(world, lambda: sweep(settings), word=arguments.word or "")
    if arguments.json:
        print(json.dumps(asdict(receipt) | {"at": receipt.at.isoformat()}))
        return 0
    print(f"Erased: {receipt.originals} original files ({receipt.original_bytes / 1e6:.1f} MB)")
    for name, count in {**receipt.rows, **receipt.files}.items():
        print(f"  {count:7d}  {name.replace('_', ' ')}")
    return 0

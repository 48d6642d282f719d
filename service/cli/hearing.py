"""The command that lets the ears listen to files."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from service.config import Settings
from service.core.errors import InputError
from service.wiring import open_ears
from voice.ears.listener import Ears, Said
from voice.ears.sound import read_wav


def listen(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what is heard in each file. A file that cannot be read is reported; the others are heard."""
    new_ears = open_ears(settings)
    failed = False
    for name in arguments.files:
        line: dict[str, object] = {"file": name, "heard": []}
        try:
            line["heard"] = heard_in(_bytes_of(Path(name)), new_ears(arguments.mode))
        except InputError as wrong:
            line["reason"], failed = wrong.words, True
        print(json.dumps(line) if arguments.json else _in_words(line), flush=True)
    return 2 if failed else 0


def heard_in(wav: bytes, ears: Ears) -> list[Mapping[str, object]]:
    """Give the commands in a WAV file, in order. Raises InputError when it is none."""
    told = [*ears.feed(read_wav(wav)), *ears.finish()]
    return [
        {"t_s": round(said.at_s, 2), "command": said.heard.command, "score": round(said.heard.likelihood, 3)}
        for said in told
        if isinstance(said, Said) and said.heard is not None and said.heard.sure
    ]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise InputError(f"{path} cannot be read: {wrong.strerror or wrong}.") from wrong


def _in_words(line: Mapping[str, object]) -> str:
    heard = line["heard"]
    if "reason" in line or not isinstance(heard, list):
        print(line["reason"], file=sys.stderr)
        return f"{line['file']}: not heard"
    words = ", ".join(f"{one['command']} at {one['t_s']} s" for one in heard) or "nothing to act on"
    return f"{line['file']}: {words}"

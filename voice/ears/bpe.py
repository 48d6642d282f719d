"""Words as the recogniser's own pieces, by the merges in its tokenizer.json.

Byte-pair encoding as GPT-2 does it, for plain English words. Source: sennrich2016. The tokenizers package
would bring a client for a model hub with it; what a handful of short phrases needs is these lines.
"""

import json
import re
from itertools import pairwise
from pathlib import Path

_WORD = re.compile(r"'[a-z]+| ?[A-Za-z]+| ?[0-9]+")


class Pieces:
    """Turns phrases into pieces. Read once: the file names 50,000 merges."""

    def __init__(self, tokenizer: Path) -> None:
        told = json.loads(tokenizer.read_text(encoding="utf-8"))
        self._ids: dict[str, int] = told["model"]["vocab"]
        self._special = {added["content"]: int(added["id"]) for added in told["added_tokens"]}
        merges = (merge.split(" ") if isinstance(merge, str) else merge for merge in told["model"]["merges"])
        self._ranks = {(left, right): rank for rank, (left, right) in enumerate(merges)}

    def special(self, name: str) -> int:
        """Give the number of a piece such as `<|startoftranscript|>`. Raises KeyError."""
        return self._special[name]

    def of(self, phrase: str) -> tuple[int, ...]:
        """Give the numbers of a phrase's pieces; a leading space belongs to the first word."""
        return tuple(
            self._ids[piece]
            for word in _WORD.findall(phrase)
            for piece in self._merged(word.replace(" ", "Ġ"))
        )

    def _merged(self, word: str) -> list[str]:
        parts = list(word)
        while len(parts) > 1:
            ranks = [self._ranks.get(pair, len(self._ranks)) for pair in pairwise(parts)]
            least = min(ranks)
            if least == len(self._ranks):
                break
            at = ranks.index(least)
            parts[at : at + 2] = ["".join(parts[at : at + 2])]
        return parts

"""The phrases the ears listen for, from vocabulary.yaml: which command each stands for, and in which mode."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml

from service.core.errors import ContentError

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


_WORDS = re.compile(r"[a-z0-9']+")


@dataclass(frozen=True, slots=True)
class Rival:
    """Words that sound like a command and are none."""

    command: str
    words: tuple[str, ...]
    by: float
    """The command must be more likely than the words by this, in natural logs."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be heard in one mode."""

    phrases: Mapping[str, tuple[str, ...]]
    """Command to the phrases that mean it."""
    rivals: tuple[Rival, ...]
    rivals_in_noise: tuple[Rival, ...]
    eager: frozenset[str]
    """Commands taken at a lower score than the others."""

    def without(self, said: str) -> "Vocabulary":
        """Leave out the phrases that stand in `said`, for example what our own voice is just saying."""
        words = f" {' '.join(_WORDS.findall(said.lower()))} "
        left = {c: tuple(p for p in phrases if f" {p} " not in words) for c, phrases in self.phrases.items()}
        return replace(self, phrases={c: phrases for c, phrases in left.items() if phrases})

    def in_noise(self) -> "Vocabulary":
        """Be stricter: more words sound like a command there."""
        return replace(self, rivals=self.rivals_in_noise)


@cache
def modes() -> Mapping[str, Vocabulary]:
    """Give the vocabulary of each mode: `working` and `question`. Raises ContentError when the file is wrong."""
    told = yaml.safe_load(resources.files(__package__).joinpath("vocabulary.yaml").read_text("utf-8"))
    phrases = {command: tuple(said) for command, said in told["commands"].items()}
    for word in told["numbered"]:
        owner = next(command for command, said in phrases.items() if word in said)
        phrases[owner] += tuple(f"{word} {number}" for number in NUMBERS)
    rivals, in_noise = (
        tuple(Rival(r["command"], tuple(r["words"]), float(r["by"])) for r in told[name])
        for name in ("rivals", "rivals_in_noise")
    )
    unknown = {c for listed in told["modes"].values() for c in listed} - set(phrases)
    unknown |= ({r.command for r in rivals + in_noise} | set(told["eager"])) - set(phrases)
    if unknown:
        raise ContentError(f"vocabulary.yaml names commands that have no phrases: {sorted(unknown)}.")
    return {
        mode: Vocabulary(
            {command: phrases[command] for command in listed},
            tuple(rival for rival in rivals if rival.command in listed),
            tuple(rival for rival in in_noise if rival.command in listed),
            frozenset(told["eager"]) & frozenset(listed),
        )
        for mode, listed in told["modes"].items()
    }

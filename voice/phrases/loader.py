"""Reads a language's spoken words and refuses a file that lacks one: no session stops for a missing word."""

from collections.abc import Mapping
from importlib.resources import files
from string import Formatter

import yaml

from service.core.errors import ContentError
from voice.script.model import PROMPTS
from voice.script.wording import LINES, Phrases


def load(language: str = "en") -> Phrases:
    """Give the checked phrases of a language. Raises ContentError when there is none or it does not fit."""
    resource = files("voice.phrases") / f"{language}.yaml"
    if not language.isalpha() or not resource.is_file():
        raise ContentError(f"There are no spoken words for the language {language!r}.", code="no_phrases")
    return parse(resource.read_text("utf-8"))


def parse(text: str) -> Phrases:
    """Give the phrases that a YAML text holds. Raises ContentError naming every line that does not fit."""
    raw = yaml.safe_load(text)
    if not isinstance(raw, dict) or set(raw) != {"language", "numbers", "lines", "prompts"}:
        raise ContentError(
            "A phrases file has exactly: language, numbers, lines, prompts.", code="bad_phrases"
        )
    phrases = Phrases(
        language=str(raw["language"]),
        lines=_flat(raw["lines"]),
        numbers=tuple(str(word) for word in raw["numbers"]),
        prompts=_flat(raw["prompts"]),
    )
    faults = [*_wrong_keys(phrases.lines, set(LINES)), *_wrong_keys(phrases.prompts, set(PROMPTS))]
    faults += _wrong_names(phrases.lines)
    if faults:
        raise ContentError(f"Phrases do not fit: {'; '.join(faults)}.", code="bad_phrases")
    return phrases


def _flat(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat


def _wrong_keys(lines: Mapping[str, str], wanted: set[str]) -> list[str]:
    missing = [f"{key} is missing" for key in sorted(wanted - set(lines))]
    return missing + [f"{key} is not used" for key in sorted(set(lines) - wanted)]


def _wrong_names(lines: Mapping[str, str]) -> list[str]:
    faults = []
    for key, text in lines.items():
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        if key in LINES and names != LINES[key]:
            faults.append(f"{key} must fill in {sorted(LINES[key])}")
    return faults

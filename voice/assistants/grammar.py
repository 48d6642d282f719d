"""Sentences to wishes, the same for every door: templates by language, matched whole, digits or words alike.

The templates are Home Assistant's own kind (hassil), so who knows those can add a synonym. A sentence that no
template takes whole is no wish: what to do with it is for the caller, who may hear pain in it.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from service.core.errors import ContentError
from voice.player.intent import Intent

LONGEST = 200
"""Characters. What is longer is a story, not a wish; and no template is tried on a book. Ours."""

_TOP = 10
_SCALE = re.compile(r"\b(\d+)\s*/\s*10\b")
_DIGITS = re.compile(r"\b\d{1,2}\b")


@cache
def sentences(language: str = "en") -> Mapping[str, Any]:
    """Give a language's templates as they are written. Raises ContentError when there are none."""
    resource = files("voice.assistants") / "sentences" / f"{language}.yaml"
    if not language.isalpha() or not resource.is_file():
        raise ContentError(f"There are no sentences for the language {language!r}.", code="no_sentences")
    told: Mapping[str, Any] = yaml.safe_load(resource.read_text("utf-8"))
    return told


def grammar(language: str = "en") -> Callable[[str], Intent | None]:
    """Give what hears wishes in a language. Its templates are read when the first sentence comes."""
    return lambda text: _heard(text, language)


def _heard(text: str, language: str) -> Intent | None:
    from hassil import recognize_best

    if not text.strip() or len(text) > LONGEST:
        return None
    words = _spelled(text, sentences(language)["numbers"])
    found = recognize_best(words, _templates(language), best_slot_name="number")
    if found is None:
        return None
    number = found.entities.get("number")
    return Intent(found.intent.name, None if number is None else int(number.value))


@cache
def _templates(language: str) -> Any:  # noqa: ANN401  # hassil is read only when a door is used
    from hassil import Intents

    told = sentences(language)
    values = [{"in": word, "out": value} for value, word in enumerate(told["numbers"])]
    values += [{"in": word, "out": value} for word, value in told["also"].items()]
    return Intents.from_dict(
        {
            "language": told["language"],
            "intents": {
                name: {"data": [{"sentences": said["sentences"]}]} for name, said in told["intents"].items()
            },
            "expansion_rules": told["expansion_rules"],
            "skip_words": told["skip_words"],
            "lists": {"number": {"values": values}},
        }
    )


def _spelled(text: str, numbers: list[str]) -> str:
    """Write digits as words, as the templates have them: "4/10" is "four out of ten"."""

    def word(found: re.Match[str]) -> str:
        value = int(found[0])
        return numbers[value] if value <= _TOP else found[0]

    return _DIGITS.sub(word, _SCALE.sub(r"\1 out of 10", text))

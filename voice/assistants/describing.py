"""What our Wyoming server says it can do."""

from importlib.metadata import version
from typing import Any

from wyoming.info import (
    AsrModel,
    AsrProgram,
    Attribution,
    HandleModel,
    HandleProgram,
    Info,
    TtsProgram,
    TtsVoice,
)

NAME = "afterrun"
LANGUAGES = ["en", "en-GB", "en-US"]


def describe(voice: str, *, ears: bool) -> Info:
    """Give the whole description."""
    return Info(
        handle=[
            HandleProgram(
                **_known(NAME, "Leads sessions and check-ins"),
                models=[HandleModel(**_known(NAME, "Sessions and check-ins"), languages=LANGUAGES)],
            )
        ],
        tts=[
            TtsProgram(
                **_known(NAME, "Afterrun's voice"),
                voices=[TtsVoice(**_known(voice, voice), languages=LANGUAGES)],
            )
        ],
        asr=[
            AsrProgram(
                **_known(NAME, "Hears short commands and answers"),
                models=[AsrModel(**_known("commands", "Short commands"), languages=LANGUAGES)],
            )
        ]
        if ears
        else [],
    )


def _known(name: str, says: str) -> dict[str, Any]:
    return {
        "name": name,
        "description": says,
        "attribution": Attribution(name="Afterrun", url=""),
        "installed": True,
        "version": version("afterrun"),
    }

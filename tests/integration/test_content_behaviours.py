"""Every promise of the content, and the proof that nothing in it could be lost without one of them breaking."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.content.loader import load
from tests.mutate.behaviours import Behaviour, behaviours
from tests.mutate.of_rules import mutants
from tests.mutate.prove import prove

CATALOGUE = load()
ALL = behaviours()


@pytest.mark.parametrize("behaviour", [pytest.param(one, id=one.name) for one in ALL])
def test_the_content_keeps_its_promise(behaviour: Behaviour) -> None:
    assert behaviour.shows(CATALOGUE) == behaviour.promises


@pytest.mark.slow
def test_nothing_could_be_lost_from_the_content_unnoticed() -> None:
    """In a process of its own, because counting covered lines would make it four times as slow."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutate"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.splitlines()[-1].endswith("100.0%")


def test_a_loss_that_no_behaviour_is_about_is_reported() -> None:
    first = next(mutants(CATALOGUE))

    (blind,) = prove([first], [one for one in ALL if one.name.startswith("too hard")])

    assert (blind.gone, blind.noticed_by) == (first.gone, None)

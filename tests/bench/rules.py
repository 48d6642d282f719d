"""The rules: one assessment of a whole story, and a thousand stored ones judged again, reading them included."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from service.app.replaying import replay_history
from service.app.world import World
from service.config import Settings
from service.content.loader import load
from service.core.assess import assess
from service.core.turning import turns
from service.wiring import open_world
from tests.bench.measure import Measurement, medians_ms
from tests.build import records as build
from tests.build.vignettes import own_vignettes

STORED = 1000


def measure(*, long: bool) -> Iterator[Measurement]:
    catalogue = load()
    stories = [vignette.truth for vignette in own_vignettes()]
    taken = medians_ms({"all": lambda: [assess(story, catalogue) for story in stories]})
    yield Measurement("rules.assess_ms", taken["all"] / len(stories), "ms", bar=5)
    found = [assess(story, catalogue) for story in stories[::10]]
    taken = medians_ms({"all": lambda: [turns(one, catalogue) for one in found]}, rounds=3)
    yield Measurement("rules.turning_ms", taken["all"] / len(found), "ms", bar=200)
    with TemporaryDirectory() as folder, open_world(Settings(data_dir=Path(folder))) as world:
        _remember(world)
        taken = medians_ms({"replay": lambda: _replay(world)}, rounds=3)
    yield Measurement("rules.replay_1000_s", taken["replay"] / 1000, "s", bar=3)


def _remember(world: World) -> None:
    """Store a thousand assessments made by content that said less."""
    older = replace(world.catalogue, version="older", red_flags=(), escalations=())
    stories = cycle(own_vignettes())
    with world.store.unit() as unit:
        unit.check_ins.add(build.kept_check_in("c1"))
        for n in range(STORED):
            kept = build.kept_assessment(f"a{n}", made_at=build.NOON + timedelta(hours=n))
            unit.check_ins.add_assessment(replace(kept, assessment=assess(next(stories).truth, older)))


def _replay(world: World) -> None:
    history = replay_history(world, world.catalogue)
    assert len(history) == STORED
    assert any(one.replayed.changes for one in history), "nothing was judged anew"

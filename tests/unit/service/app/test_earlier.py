from service.app.earlier import sore_lately
from service.core.body import Spot
from tests.build.talk import NOTHING_HURTS, SORE_THE_NEXT_DAY, assessed
from tests.build.world import MovableClock, world


def test_what_hurt_lately_is_remembered_newest_first() -> None:
    clock = MovableClock()
    house = world(clock)
    assessed(house)
    clock.pass_by(days=2)
    assessed(house, {**SORE_THE_NEXT_DAY, "q.site": "calf", "q.side": "left"})

    newest, oldest = sore_lately(house)

    assert (newest.spots, newest.at) == ((Spot("calf", "left"),), clock.at)
    assert (oldest.spots, oldest.pain) == ((Spot("thighs_general", "both"),), 3.0)


def test_what_hurt_long_ago_and_where_nothing_hurt_is_left_out() -> None:
    clock = MovableClock()
    house = world(clock)
    assessed(house)
    clock.pass_by(days=29)
    assessed(house, NOTHING_HURTS)

    assert sore_lately(house) == []

import math

import pytest

from service.web.drawing import Scale, area, nice_step, path, spread, within

NAN = math.nan


def test_low_lies_at_the_bottom() -> None:
    scale = Scale(100.0, 200.0)

    assert (scale.y(100.0), scale.y(150.0), scale.y(200.0)) == (100.0, 50.0, 0.0)


def test_a_pace_stands_on_its_head() -> None:
    scale = Scale(low=400.0, high=300.0)

    assert scale.y(300.0) == 0.0
    assert scale.y(375.0) == 75.0


def test_what_lies_beyond_stays_in_the_box() -> None:
    assert Scale(0.0, 1.0).y(7.0) == 0.0
    assert Scale(0.0, 1.0).y(-7.0) == 100.0


def test_a_scale_without_span_draws_in_the_middle() -> None:
    assert Scale(5.0, 5.0).y(5.0) == 50.0


def test_a_line_goes_through_the_middles_of_its_pieces() -> None:
    assert path([0.0, 1.0], Scale(0.0, 1.0)) == "M250 100L750 0"


def test_a_line_breaks_where_nothing_is_known() -> None:
    assert path([0.0, NAN, 1.0, 0.5], Scale(0.0, 1.0)) == "M125 100M625 0L875 50"


def test_nothing_gives_no_line() -> None:
    assert path([], Scale(0.0, 1.0)) == path([NAN], Scale(0.0, 1.0)) == ""


def test_the_ground_closes_under_each_stretch() -> None:
    assert (
        area([1.0, 0.5, NAN, 1.0], Scale(0.0, 1.0)) == "M125 100L125 0L375 50L375 100ZM875 100L875 0L875 100Z"
    )


@pytest.mark.parametrize(("span", "step"), [(42.2, 10.0), (10.0, 2.0), (5.0, 1.0), (11.0, 2.5), (0.9, 0.2)])
def test_a_step_is_a_round_number(span: float, step: float) -> None:
    assert nice_step(span, wanted=5) == pytest.approx(step)


def test_ticks_stand_at_multiples_ends_included() -> None:
    assert within(0.0, 42.2, 10.0) == [0.0, 10.0, 20.0, 30.0, 40.0]
    assert within(299.0, 361.0, 30.0) == [300.0, 330.0, 360.0]


def test_one_stop_does_not_flatten_the_rest() -> None:
    values = [300.0 + index % 50 for index in range(99)] + [3000.0]

    reach = spread(values, least=40.0)

    assert reach is not None
    assert reach[1] < 370.0


def test_an_even_value_is_drawn_with_room_around_it() -> None:
    assert spread([150.0] * 9, least=20.0) == (140.0, 160.0)


def test_nothing_known_has_no_range() -> None:
    assert spread([NAN, NAN], least=1.0) is None

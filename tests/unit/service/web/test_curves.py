from dataclasses import replace

import numpy as np

from service.app.picturing import Picture
from service.core.metrics.cleaning import clean
from service.core.metrics.tracks import LateRun, late_run, resample, splits
from service.core.units import absent
from service.web.curves import Curves, curves
from tests.build.session import Steps, session


def picture(*, heart: Steps = 150.0, speed: Steps = 3.0, seconds: int = 3600) -> Picture:
    cleaned = clean(session(seconds, heart=heart, speed=speed, altitude=np.linspace(80.0, 100.0, seconds)))
    return Picture("r", resample(cleaned), splits(cleaned, every_m=1000.0), late_run(cleaned), (), None)


def drawn(what: Picture, units: str = "km") -> Curves:
    found = curves(what, units)
    assert found is not None
    return found


def test_four_curves_share_one_road() -> None:
    found = drawn(picture())

    assert [panel.key for panel in found.panels] == ["pace", "heart", "cadence", "altitude"]
    assert {len(panel.texts) for panel in found.panels} == {len(found.places)}
    assert [tick.words for tick in found.ticks] == ["0", "2.5", "5", "7.5", "10"]


def test_a_pace_is_read_as_a_pace() -> None:
    assert drawn(picture()).panels[0].texts[200] == "5:33"


def test_who_runs_in_miles_reads_miles_and_feet() -> None:
    found = drawn(picture(), "mi")

    assert found.panels[0].texts[200] == "8:56"
    assert found.panels[0].unit == "/mile"
    assert found.panels[3].unit == "ft"
    assert found.panels[3].texts[-1] == "328"
    assert found.places[-1] == "6.7 miles"


def test_what_was_not_recorded_has_no_curve() -> None:
    assert [panel.key for panel in drawn(picture(heart=None)).panels] == ["pace", "cadence", "altitude"]


def test_a_gap_reads_as_a_dash() -> None:
    heart = 150.0 + np.arange(3600) % 7 / 10.0
    heart[1200:2400] = np.nan

    assert drawn(picture(heart=heart)).panels[1].texts[200] == "\N{EN DASH}"


def test_a_late_change_is_said_where_it_happened() -> None:
    late = LateRun(pace_pct=-11.2, heart_pct=8.0, cadence_spm=-4.0)

    found = drawn(replace(picture(), late=late))

    assert found.panels[0].late == "Last third 11 % slower than the first, hills allowed for"
    assert found.panels[1].late == "Last third 8 % more heartbeats for the same ground"
    assert found.panels[2].late == "Last third 4 steps a minute fewer than the pace explains"
    assert found.panels[3].late is None


def test_an_even_run_is_not_shaded() -> None:
    assert not any(panel.late for panel in drawn(picture()).panels)


def test_standing_still_has_no_pace() -> None:
    what = picture()
    still = np.zeros(len(what.tracks))

    found = curves(replace(what, tracks=replace(what.tracks, speed_m_s=still)), "km")

    assert found is not None
    assert found.panels[0].key == "heart"


def test_without_any_curve_there_is_no_figure() -> None:
    what = picture()
    none = absent(len(what.tracks))
    empty = replace(what.tracks, speed_m_s=none, heart_bpm=none, cadence_spm=none, altitude_m=none)

    assert curves(replace(what, tracks=empty), "km") is None
    assert curves(picture(seconds=20), "km") is None

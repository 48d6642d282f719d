"""Every exercise and every pattern of pain has its page, with sources; filters work without scripts."""

import re

import pytest

from service.content.loader import load
from tests.build.web import house

CATALOGUE = load()


def listed(page: str) -> list[str]:
    return re.findall(r'href="/library/exercises/(\w+)"', page)


def test_the_library_stands_in_the_navigation() -> None:
    assert 'href="/library"' in house().visit("/")


def test_every_exercise_and_every_pattern_is_listed() -> None:
    here = house()
    leaves = [here.visit(f"/library?page={n}") for n in (1, 2, 3)]

    assert {name for leaf in leaves for name in listed(leaf)} == CATALOGUE.exercises.keys()
    assert set(re.findall(r"/library/conditions/(\w+)", leaves[0])) == CATALOGUE.ailments.keys()


def test_filters_narrow_the_list_together() -> None:
    here = house()

    both = listed(here.visit("/library?muscle=hamstrings&plan=pht"))
    one = listed(here.visit("/library?thing=nothing"))

    assert "iso_bridge" in both
    assert "calf_raise" not in both
    assert "ham_dynamic_sweep" in one
    assert "hip_thrust" not in one


def test_a_filter_that_fits_nothing_says_what_to_do() -> None:
    page = house().visit("/library?muscle=nerve&thing=bike")

    assert "0 exercises. Take one filter away" in page


def test_every_exercise_s_page_says_all_there_is() -> None:
    here = house()
    for exercise in CATALOGUE.exercises.values():
        page = here.visit(f"/library/exercises/{exercise.id}").replace("&#39;", "'")
        said = (*exercise.setup, *exercise.move, exercise.breathe, *(fault.fix for fault in exercise.faults))
        assert [words for words in said if words not in page] == []
        assert [name for name in (*exercise.easier, *exercise.harder) if name not in listed(page)] == []
        assert [key for key in exercise.sources if CATALOGUE.sources[key].citation[:20] not in page] == []
        assert "Last looked at on 22 November 2026" in page
        assert '<svg class="moving"' in page


def test_every_pattern_s_page_weighs_for_and_against_and_names_the_dangers() -> None:
    here = house()
    for ailment in CATALOGUE.ailments.values():
        page = here.visit(f"/library/conditions/{ailment.id}")
        assert "A pattern that answers can fit, not a diagnosis." in page
        assert page.count("<details>") == len(CATALOGUE.red_flags)
        assert "Last looked at on" in page


def test_a_figure_comes_with_all_its_frames() -> None:
    figure = house().client.get("/library/exercises/rdl/figure.json").get_json()

    assert figure["svg"].startswith("<svg")
    assert len(figure["shapes"]) == figure["svg"].count("data-shape")
    assert sum(part["seconds"] for part in figure["cycle"]) == 6


@pytest.mark.parametrize(
    "path", ["/library/exercises/none", "/library/conditions/none", "/library/exercises/none/figure.json"]
)
def test_what_is_not_in_the_library_is_not_found(path: str) -> None:
    assert house().client.get(path).status_code == 404

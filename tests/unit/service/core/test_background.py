from service.content.loader import load
from service.core.assess import assess
from service.core.background import background, grade_words, run_words

REAL = load()


def test_the_grade_is_told_after_the_pattern() -> None:
    found = assess({"q.onset": "sudden", "q.site": "mid_thigh_back", "q.walk": "limp"}, REAL)

    pattern, grade = background(found, REAL)

    assert pattern.startswith("A strain")
    assert grade.startswith("Moderate strains")
    assert grade_words(found, REAL) == (grade,)


def test_how_common_it_is_is_told_only_where_nothing_presses() -> None:
    mild = assess({"q.onset": "sudden", "q.site": "mid_thigh_back", "q.walk": "normal"}, REAL)
    moderate = assess({"q.onset": "sudden", "q.site": "mid_thigh_back", "q.walk": "limp"}, REAL)

    assert background(mild, REAL)[-1].startswith("Pain like this is common")
    assert not background(moderate, REAL)[-1].startswith("Pain like this is common")


def test_a_danger_is_told_alone() -> None:
    assert background(assess({"q.chest_pain": True}, REAL), REAL) == ()


def test_no_single_pattern_has_its_own_words() -> None:
    assert background(assess({}, REAL), REAL)[0].startswith("Your answers do not point clearly")


def test_the_run_is_told_in_the_runners_units() -> None:
    assert run_words({"run.distance_km": 16.09344}, units="mi") == "10.0 miles"
    assert run_words({"run.distance_km": 16.09344}) == "16.1 kilometres"


def test_a_run_that_nobody_measured_is_not_told() -> None:
    assert run_words({"run.spike_pct": 40.0}) is None


def test_what_is_little_is_left_out() -> None:
    flat = {
        "run.distance_km": 10.0,
        "run.descent_m_per_km": 9.0,
        "run.hard_share": 0.05,
        "run.sprints": False,
    }

    assert run_words(flat) == "10.0 kilometres"
    assert run_words({**flat, "run.spike_pct": 10.0, "run.ascent_m_per_km": 20.0, "run.sprints": True}) == (
        "10.0 kilometres, no great step beyond the longest of the month before, 20 metres up in every kilometre, "
        "with fast efforts in it"
    )

import itertools
from dataclasses import replace

import pytest

from service.core.catalogue import Dose
from service.core.errors import InputError
from service.core.routine import RoutineItem
from tests.build.routine import ENGLISH, FIXES, exercise, item, routine, script, two_exercises
from voice.script.coaching import Coaching, CueKind, Given
from voice.script.compile import compile_script
from voice.script.model import PROMPTS, Kind, Script, Step, Tone
from voice.script.timing import length_s


def of_kind(built: Script, kind: Kind) -> list[Step]:
    return [step for step in built.steps if step.kind is kind]


def lines(step: Step) -> list[str]:
    return [utterance.text for utterance in step.briefing]


def cues(step: Step) -> list[tuple[float, str]]:
    return [(cue.at_s, cue.utterance.text) for cue in step.cues]


def hold(seconds: float, fixes: tuple[str, ...] = FIXES) -> Step:
    built = script(routine(RoutineItem(exercise(fixes=fixes), Dose(hold_s=seconds))))
    return of_kind(built, Kind.WORK)[0]


def test_the_first_words_name_the_exercise_the_dose_and_the_side() -> None:
    built = script(routine(item("Leg raise", Dose(sets=2, reps=8, tempo_s=(2.0, 1.0, 2.0), sides=2))))

    said = lines(built.steps[0])

    assert said[0] == "Leg raise, left side first: you do two sets of eight, each side."
    assert "Lift for the leg raise." in said
    assert "Breathe calmly in the leg raise." in said


def test_the_runner_may_start_with_the_good_side() -> None:
    built = compile_script(routine(item(dose=Dose(hold_s=30, sides=2))), ENGLISH, first_side="right")

    assert [step.side for step in of_kind(built, Kind.WORK)] == ["right", "left"]


def test_the_second_set_is_briefed_in_one_line() -> None:
    built = script(routine(item(dose=Dose(sets=2, reps=8, tempo_s=(3.0, 2.0), rest_s=30))))

    assert [len(step.briefing) for step in of_kind(built, Kind.CHANGE)] == [4, 1]
    assert lines(of_kind(built, Kind.CHANGE)[1]) == ["Set two of two."]


def test_there_are_five_to_eight_seconds_to_settle_and_then_begin_with_a_tone() -> None:
    built = script(two_exercises())

    for ready, work in zip(built.steps, built.steps[1:], strict=False):
        if work.kind is Kind.WORK:
            assert ready.kind is Kind.CHANGE
            assert 5 <= ready.work_s <= 8
            assert cues(ready) == [(ready.work_s, "And, begin.")]
            assert work.cues[0].at_s == 0
            assert work.cues[0].utterance.tone is Tone.BEGIN


def test_a_change_of_sides_takes_five_seconds_and_names_the_side() -> None:
    built = script(routine(item(dose=Dose(hold_s=30, sides=2))))

    change = of_kind(built, Kind.CHANGE)[1]

    assert change.work_s == 5
    assert lines(change) == ["Switch to your right side."]


def test_how_to_change_sides_is_told_once() -> None:
    moved = exercise(side_switch="Roll over slowly")
    built = script(routine(RoutineItem(moved, Dose(sets=2, hold_s=30, sides=2, rest_s=30))))

    assert sum("Roll over slowly." in lines(step) for step in built.steps) == 1


def test_a_short_hold_is_only_counted_out() -> None:
    assert [text for _, text in cues(hold(15))] == ["♪ begin", "three", "two", "one", "♪ done"]


def test_a_middle_hold_is_also_told_half_way() -> None:
    said = cues(hold(30))

    assert (15.0, "Half-way.") in said
    assert "Ten seconds." not in [text for _, text in said]
    assert said[-4:] == [(27, "three"), (28, "two"), (29, "one"), (30, "♪ done")]


def test_a_long_hold_is_also_told_the_last_ten_seconds() -> None:
    assert (35.0, "Ten seconds.") in cues(hold(45))


def test_a_walk_of_a_quarter_of_an_hour_has_few_words() -> None:
    said = cues(hold(900, ("Take shorter steps",)))

    assert [text for _, text in said] == [
        *("♪ begin", "Take shorter steps.", "Half-way.", "One minute left.", "Ten seconds."),
        *("three", "two", "one", "♪ done"),
    ]


def test_every_repetition_is_counted_with_a_breath_at_every_third() -> None:
    dose = Dose(reps=8, tempo_s=(2.0, 1.0, 2.0))
    step = of_kind(script(routine(RoutineItem(exercise(fixes=()), dose))), Kind.WORK)[0]

    texts = [text for _, text in cues(step)]

    counted = [
        "one",
        "two",
        "three",
        "Keep breathing.",
        "four",
        "five",
        "six",
        "Keep breathing.",
        "seven",
        "eight",
    ]
    assert texts == ["♪ begin", *counted, "♪ done"]
    assert (35.0, "eight") in cues(step)
    assert step.work_s == 40


@pytest.mark.parametrize(("first", "last"), [("out", "And in."), ("in", "And out.")])
def test_the_first_two_repetitions_are_led_with_the_breath(first: str, last: str) -> None:
    lift = replace(exercise(fixes=()), first_breath=first)
    step = of_kind(script(routine(RoutineItem(lift, Dose(reps=8, tempo_s=(3.0, 1.0, 3.0))))), Kind.WORK)[0]

    told = [(at_s, text) for at_s, text in cues(step) if at_s < 14]

    assert told == [
        (0.0, "♪ begin"),
        *((0.3, "one"), (1.2, f"Breathe {first}."), (4.0, last)),
        *((7.0, "two"), (8.2, f"Breathe {first}."), (11.0, last)),
    ]
    assert "Keep breathing." in [text for at_s, text in cues(step) if at_s > 14]


def test_an_exercise_is_told_which_of_how_many_it_is() -> None:
    built = script(two_exercises())

    assert lines(built.steps[0])[0] == "Exercise one of two."
    second = next(step for step in of_kind(built, Kind.CHANGE) if step.item == 1)
    assert lines(second)[0] == "Exercise two of two."


def test_the_third_time_an_exercise_is_briefed_in_one_sentence() -> None:
    def briefed(times: int) -> list[str]:
        return lines(compile_script(routine(item()), ENGLISH, known={"bridge_hold": times}).steps[0])

    assert briefed(1) == briefed(0)
    assert briefed(2) == ["Bridge hold: you do thirty seconds.", "Lift for the bridge hold."]


def test_praise_is_rare_and_names_what_was_done() -> None:
    six = [item(f"Bridge {name}", Dose(sets=2, hold_s=20.0, rest_s=30.0)) for name in "abcdefg"]

    said = [
        text for step in script(routine(*six)).steps for text in lines(step) if text.startswith("Well done")
    ]

    assert said == ["Well done, that was all of it: two holds of twenty seconds."] * 2


@pytest.mark.parametrize("kind", list(CueKind))
@pytest.mark.parametrize("way", [Given.TONE, Given.OFF])
def test_each_kind_of_cue_can_be_a_tone_or_off(kind: CueKind, way: Given) -> None:
    lift = replace(exercise(), first_breath="out")
    items = [
        RoutineItem(lift, Dose(sets=2, reps=8, tempo_s=(3.0, 1.0, 3.0), rest_s=30.0)),
        item(dose=Dose(sets=2, hold_s=45.0, rest_s=30.0)),
        item(dose=Dose(sets=2, hold_s=15.0)),
        item(),
    ]
    chosen = compile_script(routine(*items), ENGLISH, coaching=Coaching({kind: way}))

    words = {
        utterance.text.lower()
        for step in chosen.steps
        for utterance in (*step.briefing, *(cue.utterance for cue in step.cues))
        if utterance.tone is None or (way is Given.OFF)
    }
    marks = {
        CueKind.BEGIN: "begin", CueKind.END: "♪ done", CueKind.COUNTDOWN: "", CueKind.TIME_LEFT: "half",
        CueKind.COUNT: "seven", CueKind.BREATH: "breathe out.", CueKind.FIX: FIXES[0].lower(),
        CueKind.NEXT: "next: ", CueKind.PRAISE: "well done", CueKind.HOW: "lie down",
    }  # fmt: skip
    if kind is CueKind.COUNTDOWN:
        hold = next(step for step in of_kind(chosen, Kind.WORK) if step.item == 1)
        assert "three" not in [cue.utterance.text for cue in hold.cues if cue.utterance.tone is None]
    else:
        assert not [text for text in words if marks[kind] in text]


def test_a_tone_stands_where_the_words_would() -> None:
    toned = compile_script(routine(item()), ENGLISH, coaching=Coaching({CueKind.COUNTDOWN: Given.TONE}))

    (work,) = of_kind(toned, Kind.WORK)

    ticks = [cue.at_s for cue in work.cues if cue.utterance.tone is Tone.TICK]
    assert ticks == [27, 28, 29]


def test_repetitions_too_quick_to_follow_are_counted_now_and_then() -> None:
    step = of_kind(script(routine(item(dose=Dose(reps=20, tempo_s=(0.6,))))), Kind.WORK)[0]

    assert [text for _, text in cues(step)][1:4] == ["one", "four", "seven"]


def test_each_set_and_side_has_one_fault_cue_and_never_the_same_twice_in_a_row() -> None:
    built = script(routine(item(dose=Dose(sets=3, reps=8, tempo_s=(3.0, 2.0), sides=2, rest_s=30))))

    said = [[text for _, text in cues(step) if text in FIXES] for step in of_kind(built, Kind.WORK)]

    assert all(len(fixes) == 1 for fixes in said)
    assert all(one != other for one, other in itertools.pairwise(said))


def test_a_single_fault_cue_is_left_out_of_every_other_set() -> None:
    built = script(
        routine(RoutineItem(exercise(fixes=(FIXES[0],)), Dose(sets=3, reps=8, tempo_s=(3.0, 2.0), rest_s=30)))
    )

    said = [FIXES[0] in [text for _, text in cues(step)] for step in of_kind(built, Kind.WORK)]

    assert said == [True, False, True]


def test_a_fault_cue_without_room_is_said_before_the_hold() -> None:
    built = script(routine(item(dose=Dose(hold_s=15))))

    assert "One thing to mind: Lift a little less." in lines(built.steps[0])


@pytest.mark.parametrize("rest_s", [3.0, 8.0, 10.0, 20.0, 30.0, 90.0])
def test_a_rest_names_what_comes_next_at_least_six_seconds_ahead(rest_s: float) -> None:
    built = script(routine(item(dose=Dose(sets=2, reps=8, tempo_s=(3.0, 2.0), rest_s=rest_s))))

    (rest,) = of_kind(built, Kind.REST)

    named = [at_s for at_s, text in cues(rest) if text == "Next: Bridge hold, set two of two."]
    assert "Next: Bridge hold, set two of two." in lines(rest) or named[0] <= rest_s - 6


def test_a_rest_belongs_to_the_exercise_it_follows_and_to_its_version() -> None:
    built = script(two_exercises())

    rests = [(step.item, step.easier) for step in of_kind(built, Kind.REST)]

    assert rests == [(0, False), (0, False), (0, True), (1, False)]


def test_both_versions_stand_side_by_side() -> None:
    built = script(two_exercises())

    versions = [(step.item, step.easier) for step in built.steps if step.kind is Kind.WORK]

    assert versions == [(0, False)] * 4 + [(0, True)] * 2 + [(1, False)] * 2
    assert built.easier == ("clamshell", None)


def test_the_script_ends_with_one_closing_sentence_and_carries_all_prompts() -> None:
    built = script()

    assert built.steps[-1].kind is Kind.END
    assert len(built.steps[-1].briefing) == 1
    assert set(built.prompts) == set(PROMPTS)


def test_the_opening_is_said_first_and_once() -> None:
    built = script(routine(item(), item("Leg raise"), opening="Today is an easy day"))

    assert lines(built.steps[0])[0] == "Today is an easy day."
    assert sum("Today is an easy day." in lines(step) for step in built.steps) == 1


@pytest.mark.parametrize("hold_s", [3.0, 5.0, 12.0, 19.9, 20.0, 25.0, 40.0, 41.0, 45.0, 121.0, 1200.0])
@pytest.mark.parametrize("reps", [1, 4])
@pytest.mark.parametrize("long_fix", [True, False])
def test_no_two_cues_overlap_and_none_comes_after_the_end(hold_s: float, reps: int, long_fix: bool) -> None:
    fix = "Press the heel into the floor and keep the hip bones level all the way up and down."
    fixes = (fix,) if long_fix else FIXES
    built = script(routine(RoutineItem(exercise(fixes=fixes), Dose(reps=reps, hold_s=hold_s))))

    for step in built.steps:
        ends = [cue.at_s + length_s(cue.utterance, 145) for cue in step.cues]
        assert all(cue.at_s <= step.work_s for cue in step.cues)
        assert all(end <= cue.at_s for end, cue in zip(ends, step.cues[1:], strict=False))


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(reps=12, tempo_s=(1.0, 1.0)), "twelve repetitions"),
        (Dose(reps=1, tempo_s=(1.0, 1.0)), "one repetition"),
        (Dose(hold_s=30), "thirty seconds"),
        (Dose(sets=3, hold_s=90, sides=2), "three holds of one minute and thirty seconds, each side"),
        (Dose(sets=2, reps=5, hold_s=30), "two sets of five holds, thirty seconds each"),
        (Dose(hold_s=900), "fifteen minutes"),
    ],
)
def test_a_dose_is_said_in_words(dose: Dose, words: str) -> None:
    assert lines(script(routine(item(dose=dose))).steps[0])[0].endswith(f": you do {words}.")


def test_a_routine_without_exercises_is_refused() -> None:
    empty = routine(item())

    with pytest.raises(InputError):
        compile_script(type(empty)(empty.id, empty.title, ()), ENGLISH)

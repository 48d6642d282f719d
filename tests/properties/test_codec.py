"""Whatever is stored comes back exactly, types too: `repr` tells True from 1.0 and a tuple from a list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.athlete import Athlete
from service.core.catalogue import AtLeast, Condition, FactValue, Is, NotAsserted
from service.core.checkin import DONT_KNOW, Answer, CheckIn
from service.core.findings import Findings
from service.core.findings.values import Finding
from service.core.rules.trace import Trace, Truth
from service.store.codec import ATHLETE, CHECK_IN, FINDINGS, LOG, SCRIPT, STATE, Codec
from voice.player.messages import Log
from voice.player.state import State
from voice.script.model import Cue, Script, Step, Utterance

TRACE = Codec[Trace](Trace)

LOOKALIKES = st.sampled_from(["true", "false", "1", "1.0", "nan", "null", "dont_know", "2026-10-04", ""])
facts: st.SearchStrategy[FactValue] = (
    st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8) | LOOKALIKES
)
answers: st.SearchStrategy[Answer] = facts | st.just(DONT_KNOW)
tests = st.builds(
    Is, st.text(max_size=5), st.sampled_from(["is", "in", ">"]), value=facts | st.tuples(LOOKALIKES)
)


def _with_parts(part: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    return st.builds(NotAsserted, part) | st.builds(
        AtLeast, st.integers(0, 3), st.lists(part, max_size=3).map(tuple)
    )


conditions: st.SearchStrategy[Condition] = st.recursive(tests, _with_parts, max_leaves=6)
leaves = st.builds(Trace, st.sampled_from(Truth), conditions, seen=st.none() | facts)
traces: st.SearchStrategy[Trace] = st.recursive(
    leaves,
    lambda part: st.builds(
        Trace,
        st.sampled_from(Truth),
        conditions,
        seen=st.none() | facts,
        parts=st.lists(part, max_size=3).map(tuple),
    ),
    max_leaves=4,
)
utterances = st.builds(Utterance, tone=...)
steps = st.builds(
    Step,
    briefing=st.lists(utterances, max_size=2).map(tuple),
    cues=st.lists(st.builds(Cue, utterance=utterances, about=...), max_size=2).map(tuple),
    side=...,
)
scripts = st.builds(
    Script,
    steps=st.lists(steps, max_size=2).map(tuple),
    prompts=st.dictionaries(st.text(max_size=3), utterances, max_size=2),
)
numbers = st.dictionaries(st.text(max_size=5), st.floats(), max_size=3)
finding = st.builds(Finding, numbers=numbers, source=..., notable=..., reason=...)
findings_of_a_run = st.builds(Findings, st.lists(finding, max_size=2).map(tuple))
athletes = st.builds(
    Athlete,
    age=...,
    conditions=st.dictionaries(st.text(max_size=5), st.booleans(), max_size=3),
    confirmed=...,
    told=st.dictionaries(st.text(max_size=5), st.dates(), max_size=3),
    hr_max_bpm=...,
    threshold_speed_m_s=...,
    tested=...,
)


@given(traces)
def test_a_trace_comes_back_exactly(trace: Trace) -> None:
    assert repr(TRACE.load(TRACE.dump(trace))) == repr(trace)


@given(
    st.builds(CheckIn, st.dictionaries(st.text(max_size=5), answers), asked=st.lists(st.text()).map(tuple))
)
def test_answers_come_back_exactly_and_in_order(check_in: CheckIn) -> None:
    assert repr(CHECK_IN.load(CHECK_IN.dump(check_in))) == repr(check_in)


@settings(max_examples=30)
@given(scripts)
def test_a_script_comes_back_exactly(script: Script) -> None:
    assert repr(SCRIPT.load(SCRIPT.dump(script))) == repr(script)


@given(st.from_type(State))
def test_the_players_state_comes_back_exactly(state: State) -> None:
    assert repr(STATE.load(STATE.dump(state))) == repr(state)


@given(st.from_type(Log))
def test_a_log_comes_back_exactly(log: Log) -> None:
    assert repr(LOG.load(LOG.dump(log))) == repr(log)


@given(findings_of_a_run)
def test_findings_come_back_exactly(findings: Findings) -> None:
    assert repr(FINDINGS.load(FINDINGS.dump(findings))) == repr(findings)


@given(athletes)
def test_a_profile_comes_back_exactly(athlete: Athlete) -> None:
    assert repr(ATHLETE.load(ATHLETE.dump(athlete))) == repr(athlete)

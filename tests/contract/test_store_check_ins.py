"""The second half of the store's suite: check-ins and all that follows from them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from service.app.ports import Store
from service.app.records import Sitting
from service.core.checkin import CheckIn
from service.core.errors import Conflict, NotFound
from tests.build import records as build
from tests.build.stored import add_assessment, add_check_in, add_runs
from voice.player.state import Mode, State

BUG = (IntegrityError, AssertionError)
"""What a write that makes no sense raises: nobody but a programmer can mend it."""


# ---- check-ins and assessments


def test_a_check_in_comes_back_with_its_answers_in_order(store: Store) -> None:
    add_check_in(store, build.kept_check_in())

    with store.unit() as unit:
        kept = unit.check_ins.get("c1")

        assert kept == build.kept_check_in()
        assert list(kept.check_in.answers) == list(build.check_in().answers)
        assert unit.check_ins.get("c2") is None


def test_a_check_in_counts_its_versions(store: Store) -> None:
    add_check_in(store, build.kept_check_in())
    answered = replace(build.kept_check_in(), status="done", check_in=CheckIn({"q.pain": 2.0}))

    with store.unit() as unit:
        given = unit.check_ins.update(answered)

    with store.unit() as unit:
        assert given == replace(answered, version=2)
        assert unit.check_ins.get("c1") == given


def test_an_old_version_of_a_check_in_is_a_conflict(store: Store) -> None:
    add_check_in(store, build.kept_check_in())
    with store.unit() as unit:
        newer = unit.check_ins.update(build.kept_check_in())

    with pytest.raises(Conflict), store.unit() as unit:
        unit.check_ins.update(replace(build.kept_check_in(), status="stopped"))

    with store.unit() as unit:
        assert unit.check_ins.get("c1") == newer


def test_a_check_in_that_is_not_there_cannot_change(store: Store) -> None:
    with pytest.raises(NotFound), store.unit() as unit:
        unit.check_ins.update(build.kept_check_in())


def test_the_same_check_in_twice_is_a_bug(store: Store) -> None:
    add_check_in(store, build.kept_check_in())

    with pytest.raises(BUG):
        add_check_in(store, build.kept_check_in())


def test_the_assessment_of_a_run_is_its_newest(store: Store) -> None:
    add_runs(store, 1, 2)
    mine, other = build.run(1).id, build.run(2).id
    add_check_in(store, build.kept_check_in("c1", run_id=mine, status="done"))
    later = build.NOON + timedelta(hours=1)
    with store.unit() as unit:
        unit.check_ins.add_assessment(build.kept_assessment("a2", run_id=mine, made_at=later))
        unit.check_ins.add_assessment(build.kept_assessment("a1", run_id=mine))

    with store.unit() as unit:
        found = unit.check_ins.assessment_of_run(mine)

        assert found is not None
        assert found.id == "a2"
        assert unit.check_ins.assessment_of_run(other) is None


def test_the_open_check_in_of_a_run_is_the_newest(store: Store) -> None:
    add_runs(store, 1, 2)
    run_id = build.run(1).id
    add_check_in(store, build.kept_check_in("c1", run_id=run_id))
    add_check_in(store, build.kept_check_in("c2", run_id=run_id, opened_at=build.NOON + timedelta(hours=1)))
    add_check_in(
        store,
        build.kept_check_in("c3", run_id=run_id, opened_at=build.NOON + timedelta(hours=2), status="done"),
    )

    with store.unit() as unit:
        found = unit.check_ins.open_for_run(run_id)

        assert found is not None
        assert found.id == "c2"
        assert unit.check_ins.open_for_run(build.run(2).id) is None


def test_a_run_remembers_that_it_had_a_check_in(store: Store) -> None:
    add_runs(store, 1, 2)
    add_check_in(store, build.kept_check_in("c1", run_id=build.run(1).id, status="stopped"))

    with store.unit() as unit:
        assert unit.check_ins.any_for_run(build.run(1).id) is True
        assert unit.check_ins.any_for_run(build.run(2).id) is False


def test_only_a_check_in_that_was_answered_to_its_end_counts_as_answered(store: Store) -> None:
    add_runs(store, 1, 2)
    for n, (run, status) in enumerate([(1, "stopped"), (1, "open"), (2, "done")]):
        add_check_in(store, build.kept_check_in(f"c{n}", run_id=build.run(run).id, status=status))

    with store.unit() as unit:
        assert unit.check_ins.answered_for_run(build.run(1).id) is False
        assert unit.check_ins.answered_for_run(build.run(2).id) is True


def test_of_two_that_open_the_same_one_the_first_counts(store: Store) -> None:
    add_runs(store, 1)
    for status in ("open", "done"):
        with store.unit() as unit:
            unit.check_ins.add_once(build.kept_check_in("c1", run_id=build.run(1).id, status=status))

    with store.unit() as unit:
        kept = unit.check_ins.get("c1")
    assert kept is not None
    assert kept.status == "open"


def test_an_assessment_comes_back_whole(store: Store) -> None:
    add_assessment(store)

    with store.unit() as unit:
        assert unit.check_ins.assessment("a1") == build.kept_assessment()
        assert unit.check_ins.assessment_of_check_in("c1") == build.kept_assessment()
        assert unit.check_ins.assessment("a2") is None
        assert unit.check_ins.assessment_of_check_in("c2") is None


def test_an_assessment_without_its_check_in_is_a_bug(store: Store) -> None:
    with pytest.raises(BUG), store.unit() as unit:
        unit.check_ins.add_assessment(build.kept_assessment())


def test_one_answer_of_the_latest_assessments_is_read_alone(store: Store) -> None:
    add_assessment(store)
    later = build.NOON + timedelta(hours=1)
    with store.unit() as unit:
        unit.check_ins.add_assessment(build.kept_assessment("a2", made_at=later))

    with store.unit() as unit:
        latest = unit.check_ins.latest_assessments()
        told = [(kept.made_at, kept.assessment.facts["q.pain"]) for kept in latest]
        assert len(told) == 2
        assert unit.check_ins.answers("q.pain", since=None, limit=9) == told
        assert unit.check_ins.answers("q.pain", since=later, limit=9) == told[:1]
        assert unit.check_ins.answers("q.pain", since=None, limit=1) == told[:1]
        assert unit.check_ins.answers("q.unheard_of", since=later, limit=9) == [(later, None)]


def test_the_newest_assessment_comes_first(store: Store) -> None:
    add_assessment(store)
    with store.unit() as unit:
        for n in (3, 2):
            unit.check_ins.add_assessment(
                build.kept_assessment(f"a{n}", made_at=build.NOON + timedelta(hours=n))
            )

    with store.unit() as unit:
        assert [kept.id for kept in unit.check_ins.latest_assessments(limit=2)] == ["a3", "a2"]
        assert unit.check_ins.assessment_of_check_in("c1") == unit.check_ins.assessment("a3")


# ---- re-checks


def add_rechecks(store: Store) -> None:
    add_assessment(store)
    with store.unit() as unit:
        for after_h, status in (
            (72, "waiting"),
            (24, "waiting"),
            (48, "waiting"),
            (12, "due"),
            (6, "answered"),
        ):
            unit.rechecks.add(build.recheck(f"r{after_h}", after_h=after_h, status=status))


def test_a_recheck_is_waiting_until_its_moment(store: Store) -> None:
    add_rechecks(store)

    with store.unit() as unit:
        at_48_h = unit.rechecks.waiting(due_before=build.NOON + timedelta(hours=48))

    assert [recheck.id for recheck in at_48_h] == ["r24", "r48"]
    assert at_48_h[0] == build.recheck("r24")


def test_a_recheck_becomes_due(store: Store) -> None:
    add_rechecks(store)

    with store.unit() as unit:
        unit.rechecks.set_status("r24", "due")

    with store.unit() as unit:
        assert [recheck.id for recheck in unit.rechecks.due()] == ["r12", "r24"]
        assert unit.rechecks.get("r24") == build.recheck("r24", status="due")
        assert unit.rechecks.get("r1") is None


def test_a_newer_assessment_drops_what_is_open(store: Store) -> None:
    add_rechecks(store)

    with store.unit() as unit:
        unit.rechecks.drop_open()

    with store.unit() as unit:
        statuses = {recheck.id: recheck.status for recheck in unit.rechecks.of_assessment("a1")}

    assert list(statuses) == ["r6", "r12", "r24", "r48", "r72"]
    assert statuses == dict.fromkeys(statuses, "dropped") | {"r6": "answered"}


def test_a_recheck_that_is_not_there_has_no_status(store: Store) -> None:
    with pytest.raises(NotFound), store.unit() as unit:
        unit.rechecks.set_status("r24", "due")


def test_a_check_in_remembers_which_recheck_it_answers(store: Store) -> None:
    add_rechecks(store)
    answer = build.kept_check_in("c2", recheck_id="r24")

    add_check_in(store, answer)

    with store.unit() as unit:
        assert unit.check_ins.get("c2") == answer


# ---- guided sessions


def test_a_session_goes_on_where_it_was(store: Store) -> None:
    add_assessment(store)
    session = build.guided_session(assessment_id="a1")
    with store.unit() as unit:
        unit.guided.add(session)

    with store.unit() as unit:
        assert unit.guided.get("g1") == session
        assert unit.guided.get("g2") is None


def test_a_turn_writes_the_next_version(store: Store) -> None:
    turned = replace(build.guided_session(), state=State(mode=Mode.WORKING, since=12.5, dropped=(1,)))
    with store.unit() as unit:
        unit.guided.add(build.guided_session())

    with store.unit() as unit:
        given = unit.guided.update(turned)

    with store.unit() as unit:
        assert given == replace(turned, version=2)
        assert unit.guided.get("g1") == given


def test_two_turns_on_one_version_are_a_conflict(store: Store) -> None:
    with store.unit() as unit:
        unit.guided.add(build.guided_session())
        newer = unit.guided.update(replace(build.guided_session(), state=State(take=5)))

    with pytest.raises(Conflict), store.unit() as unit:
        unit.guided.update(replace(build.guided_session(), state=State(take=6)))

    with store.unit() as unit:
        assert unit.guided.get("g1") == newer


def test_a_session_that_is_not_there_cannot_turn(store: Store) -> None:
    with pytest.raises(NotFound), store.unit() as unit:
        unit.guided.update(build.guided_session())


def test_the_latest_sessions_come_first(store: Store) -> None:
    with store.unit() as unit:
        for n in (2, 3, 1):
            created_at = build.NOON + timedelta(hours=n)
            unit.guided.add(build.guided_session(f"g{n}", created_at=created_at))

        assert [session.id for session in unit.guided.latest(limit=2)] == ["g3", "g2"]


def test_a_sitting_tells_how_far_it_came(store: Store) -> None:
    first, later = build.NOON, build.NOON + timedelta(hours=1)
    with store.unit() as unit:
        unit.guided.add(build.guided_session("g0", created_at=first - timedelta(seconds=1)))
        unit.guided.add(build.guided_session("g1", created_at=first))
        unit.guided.add(build.guided_session("g2", created_at=later))
        unit.guided.add_log(build.log_entry("hurt", session_id="g2", pain=4))
        unit.guided.add_log(build.log_entry("easier", session_id="g1"))
        state = build.guided_session().state

        assert unit.guided.sittings(since=first, limit=9) == [
            Sitting(later, state, any_done=False),
            Sitting(first, state, any_done=True),
        ]
        assert len(unit.guided.sittings(since=None, limit=9)) == 3
        assert [sitting.created_at for sitting in unit.guided.sittings(since=None, limit=1)] == [later]


def test_a_session_keeps_its_log_in_order(store: Store) -> None:
    later = build.NOON + timedelta(minutes=1)
    with store.unit() as unit:
        unit.guided.add(build.guided_session("g1"))
        unit.guided.add(build.guided_session("g2"))
        unit.guided.add_log(build.log_entry("stopped", at=later))
        unit.guided.add_log(build.log_entry("hurt", pain=4))
        unit.guided.add_log(build.log_entry("easier"))
        unit.guided.add_log(build.log_entry("done", session_id="g2"))

    with store.unit() as unit:
        entries = unit.guided.logs("g1")

    assert [entry.log.outcome for entry in entries] == ["hurt", "easier", "stopped"]
    assert entries[0] == build.log_entry("hurt", pain=4)
    assert entries[2].at == later

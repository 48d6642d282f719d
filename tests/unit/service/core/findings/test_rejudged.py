from datetime import date

from service.core.findings.detect import detect
from service.core.findings.rejudged import changed, rejudged
from service.core.findings.values import Findings
from tests.build.run import history, run_metrics

BASE = ((40, 8.0), (20, 16.0), (10, 8.0), (3, 8.0))
LATE = date(2026, 5, 16)


def judged(*past: tuple[int, float]) -> Findings:
    return detect(run_metrics(km=21.1, moving_min=120), history(*past))


def test_an_older_run_that_comes_in_late_is_said_to_change_the_judgement() -> None:
    before, after = judged(*BASE), judged(*BASE, (15, 20.0))

    assert rejudged(before, after, came_in=LATE) == (
        "A run of 16 May 2026 came in later, so this one was judged again: the load level went from notice to "
        "none and the step in distance went from moderate to reference."
    )


def test_what_changes_nothing_is_not_said() -> None:
    before, after = judged(*BASE), judged(*BASE, (15, 5.0))

    assert rejudged(before, after, came_in=LATE) is None
    assert changed(before, before) == ()


def test_a_finding_of_a_newer_version_is_no_change() -> None:
    after = judged(*BASE)

    assert changed(Findings(after.all[:2]), after) == ()

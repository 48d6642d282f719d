"""Records as the store keeps them, small and whole; every field that a test cares about is an argument."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from service.app.records import (
    GuidedSession,
    KeptAssessment,
    KeptCheckIn,
    KeptFile,
    LogEntry,
    Recheck,
    Run,
)
from service.core.activity import Device, Verdict
from service.core.assessment import Assessment, Fired, Reason, Standing
from service.core.catalogue import AtLeast, Is, NotAsserted
from service.core.checkin import DONT_KNOW, CheckIn
from service.core.findings import Findings
from service.core.findings.values import Finding
from service.core.metrics import Measure, RunMetrics
from service.core.rules.trace import Trace, Truth
from voice.player.messages import Log
from voice.player.state import Mode, State
from voice.script.model import Cue, Kind, Script, Step, Tone, Utterance

NOON = datetime(2026, 10, 4, 12, 0, 0, 250_000, tzinfo=UTC)
SHA = "ab" * 32


def sha(n: int) -> str:
    """Give the digest of made-up file `n`; numbers below 16**8 differ in the public name too."""
    return f"{n:08x}" * 8


def kept_file(
    sha256: str = SHA, *, received_at: datetime = NOON, verdict: Verdict = Verdict.COMPLETE
) -> KeptFile:
    return KeptFile(
        sha256=sha256,
        name="Sunday long run.fit",
        size=123_456,
        origin="upload",
        received_at=received_at,
        verdict=verdict,
        reason=None if verdict is Verdict.COMPLETE else "The file ends before the run does.",
        file_type="activity",
        device=Device("garmin", "fr945"),
        warnings=("The watch's clock jumped back by 2 s.",),
    )


def metrics(
    start: datetime = NOON, *, distance_m: float | None = 21_097.5, quarantined: str | None = None
) -> RunMetrics:
    distance = Measure(
        distance_m, "m", "session.total_distance", reason="no_distance" if distance_m is None else None
    )
    seconds = Measure(6_300.0, "s", "session.total_timer_time")
    missing = Measure(None, "bpm", "records.heart_rate", reason="hr_coverage", coverage=0.25)
    return RunMetrics(
        start=start,
        day=start.date(),
        end=start + timedelta(seconds=6_420),
        sport="running",
        sub_sport="trail",
        distance=distance,
        timer=seconds,
        moving=replace(seconds, value=6_250.5, estimated=True),
        elapsed=replace(seconds, value=6_420.0),
        pace=Measure(296.3, "s/km", "moving/distance"),
        hr_mean=missing,
        hr_max=missing,
        cadence=Measure(172.5, "spm", "records.cadence", coverage=0.98),
        ascent=Measure(0.0, "m", "session.total_ascent"),
        descent=Measure(312.0, "m", "session.total_descent"),
        decoupling=Measure(-1.25, "%", "decoupling.friel"),
        temperature=Measure(None, "C", "records.temperature", reason="not_measured"),
        workout_rpe=Measure(0.0, "", "session.workout_rpe"),
        dropped=(("gps_jump", 3), ("hr_spike", 12)),
        quarantined=quarantined,
        extra=(("power", Measure(245.0, "W", "records.power")),),
    )


def findings() -> Findings:
    spike = Finding(
        id="session_spike",
        level="large",
        numbers={"distance_m": 21_097.5, "longest_30d_m": 12_000.0, "excess_pct": 75.8},
        sentence="21.1 km is 76 % more than your longest run of the 30 days before.",
        meaning="More than double the rate of new injuries was seen after jumps of this size.",
        source="a_source",
        notable=True,
    )
    unknown = Finding("decoupling", "unknown", {}, sentence="", meaning="", reason="hr_coverage")
    return Findings((spike, unknown))


def run(n: int = 1, *, session: int = 0, start: datetime = NOON, distance_m: float | None = 21_097.5) -> Run:
    """Give a run of file `sha(n)`."""
    digest = sha(n)
    return Run(
        f"{digest[:16]}-{session}", digest, metrics=metrics(start, distance_m=distance_m), findings=findings()
    )


def check_in() -> CheckIn:
    return CheckIn(
        answers={
            "q.site": "hamstring",
            "q.walk": True,
            "q.pain": 6.0,
            "q.swelling": False,
            "q.onset": DONT_KNOW,
        },
        asked=("site", "walk", "danger:yes"),
        repaired=("X1",),
    )


def kept_check_in(
    check_in_id: str = "c1",
    *,
    run_id: str | None = None,
    opened_at: datetime = NOON,
    status: str = "open",
    recheck_id: str | None = None,
) -> KeptCheckIn:
    return KeptCheckIn(
        id=check_in_id,
        run_id=run_id,
        opened_at=opened_at,
        status=status,
        check_in=check_in(),
        version=1,
        recheck_id=recheck_id,
    )


def trace() -> Trace:
    walk, site = Is("q.walk", "is", value=True), Is("q.site", "in", value=("hamstring", "calf"))
    bone = NotAsserted(Is("q.bone", "is", value=True))
    return Trace(
        truth=Truth.UNKNOWN,
        condition=AtLeast(3, (walk, site, bone, Is("q.pain", ">=", value=4.0))),
        parts=(
            Trace(Truth.YES, walk, seen=True),
            Trace(Truth.NO, site, seen="true"),
            Trace(Truth.YES, bone, parts=(Trace(Truth.UNKNOWN, bone.of),)),
            Trace(Truth.YES, Is("q.pain", ">=", value=4.0), seen=6.0),
        ),
    )


def assessment(*, top: str = "doms", triage: str = "self_care") -> Assessment:
    reason = Reason("S12", points=2, says="it crept up over a day", trace=trace())
    return Assessment(
        top=top,
        label="muscle soreness after hard effort",
        also=("strain_mild",),
        confidence="moderate",
        triage=triage,
        urgency=None,
        red_flags=(Fired("R3", says="See a clinician today.", trace=trace(), urgency="same_day"),),
        escalations=(),
        repairs=(Fired("X2", says="Did it start during the run?", trace=trace()),),
        contraindications=(),
        blocked=("impact", "stretch_long"),
        first_phase="doms.p0",
        open_questions=("q.bone",),
        differential=(
            Standing(
                "doms", "doms_typical", words="fits well", score=7, reasons_for=(reason,), reasons_against=()
            ),
        ),
        facts={"q.walk": True, "q.pain": 6.0, "q.site": "hamstring", "d.days": 2},
        content_version="0123abcd",
    )


def kept_assessment(
    assessment_id: str = "a1", *, check_in_id: str = "c1", run_id: str | None = None, made_at: datetime = NOON
) -> KeptAssessment:
    return KeptAssessment(assessment_id, check_in_id, run_id=run_id, made_at=made_at, assessment=assessment())


def recheck(
    recheck_id: str = "r24", *, assessment_id: str = "a1", after_h: int = 24, status: str = "waiting"
) -> Recheck:
    return Recheck(
        recheck_id, assessment_id, due_at=NOON + timedelta(hours=after_h), after_h=after_h, status=status
    )


def script() -> Script:
    brief = (Utterance("Lie on your back, knees bent."), Utterance("ping", tone=Tone.BEGIN))
    work = Step(
        kind=Kind.WORK,
        item=0,
        easier=False,
        title="Bridge hold, both legs",
        detail="hold 1 of 3, 20 seconds",
        work_s=20.0,
        briefing=brief,
        cues=(Cue(10.0, Utterance("Halfway.")), Cue(17.0, Utterance("", tone=Tone.TICK))),
        side="left",
    )
    rest = Step(kind=Kind.REST, item=0, easier=True, title="Rest", detail="30 seconds", work_s=30.0)
    return Script("doms.p0", "First days", steps=(work, rest), exercises=("bridge_hold",), easier=(None,))


def guided_session(
    session_id: str = "g1", *, assessment_id: str | None = None, created_at: datetime = NOON
) -> GuidedSession:
    state = State(
        mode=Mode.PAUSED,
        step=1,
        line=2,
        worked_s=7.5,
        since=None,
        take=4,
        resume_to=Mode.WORKING,
        eased=(0, 2),
    )
    return GuidedSession(
        id=session_id,
        assessment_id=assessment_id,
        created_at=created_at,
        script=script(),
        state=state,
        version=1,
    )


def log_entry(
    outcome: str = "done", *, session_id: str = "g1", at: datetime = NOON, pain: int | None = None
) -> LogEntry:
    return LogEntry(session_id, at, log=Log(0, "bridge_hold", outcome=outcome, worked_s=20.0, pain=pain))


def day(n: int) -> date:
    """Give the date `n` days before the builder's noon."""
    return NOON.date() - timedelta(days=n)

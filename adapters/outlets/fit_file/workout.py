"""A workout as the FIT file that watches take: strength training, steps by time or repetitions, with names and notes.

Source: FIT SDK, "Workout files"; repetition and repeat steps as its profile's duration types have them.
"""

from collections.abc import Iterator
from datetime import datetime

from fit_tool.fit_file_header import FitFileHeader
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import (
    FileType,
    Intensity,
    Manufacturer,
    Sport,
    SubSport,
    WorkoutStepDuration,
    WorkoutStepTarget,
)

from adapters.crc import crc16
from adapters.outlets.fit_file.messages import encode, unix_ms
from adapters.workouts import WatchStep, WatchWorkout

NAME_BYTES, NOTES_BYTES = 48, 250
"""Of a name and of notes. Ours, below FIT's 255: a wrist shows a few dozen letters at a time."""


def write_workout(workout: WatchWorkout, *, made_at: datetime, serial: int) -> bytes:
    """Write the file. `serial` (above 0) and `made_at` tell two workouts apart, as watches ask for."""
    steps = [step for each in workout.rounds for step in _round(each.steps, each.times)]
    numbered = list(_numbered(steps))
    body = b"".join(
        (
            _file_id(made_at, serial),
            encode(
                WorkoutMessage(),
                {
                    "wkt_name": shortened(workout.name, NAME_BYTES),
                    "sport": Sport.TRAINING,
                    "sub_sport": SubSport.STRENGTH_TRAINING,
                    "num_valid_steps": len(numbered),
                },
            ),
            *numbered,
        )
    )
    whole = FitFileHeader(records_size=len(body), gen_crc=True).to_bytes() + body
    return whole + crc16(whole).to_bytes(2, "little")


def shortened(text: str, most: int) -> str:
    """Give as much of a text as fits into so many bytes: whole sentences, else words and a sign that it goes on."""
    if len(text.encode()) < most:
        return text
    cut = text.encode()[: most - 4].decode(errors="ignore")
    sentences = cut.rfind(". ") + 1
    if sentences > len(cut) // 2:
        return cut[:sentences]
    return f"{cut.rsplit(' ', 1)[0].rstrip(' ,;:')}…"


_Repeat = tuple[int, int]
"""(how many steps back it begins, how many times)"""


def _round(steps: tuple[WatchStep, ...], times: int) -> Iterator[WatchStep | _Repeat]:
    yield from steps
    if times > 1:
        yield len(steps), times


def _numbered(steps: list[WatchStep | _Repeat]) -> Iterator[bytes]:
    for index, step in enumerate(steps):
        if isinstance(step, WatchStep):
            yield _step(index, step)
        else:
            back, times = step
            yield encode(
                WorkoutStepMessage(),
                {
                    "message_index": index,
                    "duration_type": WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT,
                    "duration_value": index - back,
                    "target_value": times,
                },
            )


def _step(index: int, step: WatchStep) -> bytes:
    kind, value = WorkoutStepDuration.OPEN, None
    if step.seconds is not None:
        kind, value = WorkoutStepDuration.TIME, round(step.seconds * 1000)
    elif step.reps is not None:
        kind, value = WorkoutStepDuration.REPS, step.reps
    return encode(
        WorkoutStepMessage(),
        {
            "message_index": index,
            "wkt_step_name": shortened(step.name, NAME_BYTES),
            "duration_type": kind,
            "duration_value": value,
            "target_type": WorkoutStepTarget.OPEN,
            "intensity": Intensity.REST if step.is_rest else Intensity.ACTIVE,
            "notes": shortened(step.notes, NOTES_BYTES) if step.notes else None,
        },
    )


def _file_id(made_at: datetime, serial: int) -> bytes:
    return encode(
        FileIdMessage(),
        {
            "type": FileType.WORKOUT,
            "manufacturer": Manufacturer.DEVELOPMENT,
            "product": 0,
            "serial_number": serial,
            "time_created": unix_ms(made_at),
        },
    )

"""Files about what is done: exercises, sittings, and advice."""

from typing import Literal

from pydantic import Field, model_validator

from service.content.schema.common import Reviewed, Strict, Text
from service.core.catalogue import Dose, Exercise, Fault, Prescription, SittingWords
from service.core.errors import ContentError

FLOORS = frozenset({"walk_easy", "breath_reset"})
"""Exercises with nothing easier below them; everything else leads down to one of these."""

FOR_EVERYBODY = frozenset({"iso_abduction_stand"})
"""Exercises with no known reason to leave them out. Source: exercises.yaml."""


class DoseEntry(Strict):
    """A dose, or the part of one that a phase changes."""

    sets: int | None = Field(None, ge=1)
    reps: int | None = Field(None, ge=1)
    hold_s: float | None = Field(None, gt=0)
    tempo_s: list[float] | None = Field(None, min_length=1)
    sides: int | None = Field(None, ge=1, le=2)
    rest_s: float | None = Field(None, ge=0)
    between_reps_s: float | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _one_clock(self) -> "DoseEntry":
        if self.hold_s is not None and self.tempo_s is not None:
            raise ValueError("a hold and a tempo exclude each other")
        return self

    def over(self, base: Dose) -> Dose:
        """Give the base with what this entry states. Raises ContentError where it swaps hold and tempo."""
        dose = Dose(
            sets=base.sets if self.sets is None else self.sets,
            reps=base.reps if self.reps is None else self.reps,
            hold_s=base.hold_s if self.hold_s is None else self.hold_s,
            tempo_s=base.tempo_s if self.tempo_s is None else tuple(self.tempo_s),
            sides=base.sides if self.sides is None else self.sides,
            rest_s=base.rest_s if self.rest_s is None else self.rest_s,
            between_reps_s=base.between_reps_s if self.between_reps_s is None else self.between_reps_s,
        )
        if (dose.hold_s is None) == (not dose.tempo_s):
            raise ContentError("a dose has either a hold or a tempo")
        return dose


class FaultEntry(Strict):
    """What goes wrong, and one spoken cue."""

    see: Text
    fix: Text


class ExerciseFile(Reviewed):
    """exercises/<id>."""

    named_by = "id"

    id: Text
    name: Text
    purpose: Text
    tags: list[Text] = Field(min_length=1)
    equipment: list[Text]
    position: Text
    dose: DoseEntry
    setup: list[Text] = Field(min_length=1)
    move: list[Text] = Field(min_length=1)
    breathe: Text
    faults: list[FaultEntry] = Field(min_length=1)
    first_breath: Literal["in", "out"] | None = None
    side_switch: Text | None = None
    easier: list[Text]
    harder: list[Text]
    avoid_if: list[Text]
    stop_signs: list[Text] = Field(min_length=1)
    note: Text | None = None

    def value(self) -> Exercise:
        """Give the core's value. Raises ContentError."""
        self._check_care()
        dose = self.dose.over(Dose())
        if self.first_breath is not None and not dose.tempo_s:
            raise ContentError("only repetitions have a first breath")
        if (dose.sides == 2) != (self.side_switch is not None):
            raise ContentError("two sides need a side_switch, and one side must not carry one")
        return Exercise(
            self.id,
            self.name,
            purpose=self.purpose,
            tags=tuple(self.tags),
            equipment=tuple(self.equipment),
            position=self.position,
            dose=dose,
            setup=tuple(self.setup),
            move=tuple(self.move),
            breathe=self.breathe,
            faults=tuple(Fault(fault.see, fault.fix) for fault in self.faults),
            side_switch=self.side_switch,
            easier=tuple(self.easier),
            harder=tuple(self.harder),
            avoid_if=tuple(self.avoid_if),
            stop_signs=tuple(self.stop_signs),
            sources=tuple(self.sources),
            note=self.note,
            first_breath=self.first_breath,
        )

    def _check_care(self) -> None:
        if not self.easier and self.id not in FLOORS:
            raise ContentError("has no easier version")
        if not self.avoid_if and self.id not in FOR_EVERYBODY:
            raise ContentError("does not say when to leave it out (avoid_if)")


class PrescriptionEntry(Strict):
    """An exercise, with what differs from its own dose."""

    id: Text
    dose: DoseEntry | None = None

    def value(self, exercises: dict[str, Exercise]) -> Prescription:
        """Give the core's value. Raises ContentError for an exercise that nobody wrote."""
        if self.id not in exercises:
            raise ContentError(f"unknown exercise {self.id!r}")
        dose = exercises[self.id].dose
        return Prescription(self.id, self.dose.over(dose) if self.dose else dose)


class SittingFile(Reviewed):
    """sittings/<id>: a routine that needs no plan."""

    named_by = "id"

    id: Text
    title: Text
    opening: Text
    exercises: list[PrescriptionEntry] = Field(min_length=1)
    note: Text

    def value(self, exercises: dict[str, Exercise]) -> tuple[Prescription, ...]:
        """Give the core's value. Raises ContentError."""
        return tuple(entry.value(exercises) for entry in self.exercises)

    def words(self) -> SittingWords:
        """Give its title and opening."""
        return SittingWords(self.title, self.opening, note=self.note, sources=tuple(self.sources))


class AdviceFile(Reviewed):
    """advice/<key>."""

    named_by = "id"

    id: Text
    says: Text

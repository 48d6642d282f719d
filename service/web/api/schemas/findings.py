"""What is found in a run as JSON: in words for the eye and for the ear, and every number with how it was found."""

from typing import Self

from pydantic import BaseModel

from service.core.catalogue import Catalogue
from service.core.findings.figures import figures
from service.core.findings.spoken import say
from service.core.findings.values import Finding
from service.core.metrics import Measure, RunMetrics


class MeasureOut(BaseModel):
    """A number, or why there is none."""

    value: float | None
    unit: str
    reason: str | None
    estimated: bool
    formula: str
    coverage: float | None
    """Share of the run that the number could see."""
    low_confidence: bool
    """True where that share is too small to be sure of the number: under 90 %."""
    inputs: dict[str, float]
    """What else went in, such as the heart rates it was measured against."""

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """Describe a measure, nothing left out."""
        return cls(
            value=measure.value,
            unit=measure.unit,
            reason=measure.reason,
            estimated=measure.estimated,
            formula=measure.formula,
            coverage=measure.coverage,
            low_confidence=measure.low_confidence,
            inputs=dict(measure.inputs),
        )


class FigureOut(BaseModel):
    """A number behind a finding."""

    name: str
    value: float
    unit: str
    formula: str
    convention: str
    inputs: dict[str, float]
    coverage: float | None
    low_confidence: bool
    estimated: bool


class SourceOut(BaseModel):
    """Where a finding's limits come from."""

    key: str
    citation: str
    url: str | None


class SpokenOut(BaseModel):
    """The same for the ear, in the units that the runner set."""

    sentence: str
    meaning: str


class FindingOut(BaseModel):
    """What stands out about a run."""

    id: str
    level: str
    numbers: dict[str, float]
    figures: list[FigureOut]
    """The same numbers with unit, formula, convention, inputs and coverage."""
    sentence: str
    meaning: str
    """What it means, and how sure that is."""
    spoken: SpokenOut
    source: str | None
    from_source: SourceOut | None
    """Null for what is our own choice."""
    notable: bool
    reason: str | None

    @classmethod
    def of(cls, finding: Finding, run: RunMetrics, *, catalogue: Catalogue, units: str) -> Self:
        """Describe a finding about this run."""
        source = catalogue.sources.get(finding.source) if finding.source is not None else None
        known = SourceOut.model_validate(source, from_attributes=True) if source is not None else None
        spoken = SpokenOut(
            sentence=say(finding.sentence, units=units), meaning=say(finding.meaning, units=units)
        )
        behind = [
            FigureOut(
                name=figure.name,
                value=figure.value,
                unit=figure.unit,
                formula=figure.formula,
                convention=figure.convention,
                inputs=dict(figure.inputs),
                coverage=figure.coverage,
                low_confidence=figure.low_confidence,
                estimated=figure.estimated,
            )
            for figure in figures(finding, run)
        ]
        return cls(
            id=finding.id,
            level=finding.level,
            numbers=dict(finding.numbers),
            figures=behind,
            sentence=finding.sentence,
            meaning=finding.meaning,
            spoken=spoken,
            source=finding.source,
            from_source=known,
            notable=finding.notable,
            reason=finding.reason,
        )

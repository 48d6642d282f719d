"""Builds what a runner's numbers are measured against."""

from service.core.metrics.baselines import Baseline, Baselines


def known(
    *,
    hr_max: float | None = 172.0,
    hr_rest: float | None = 52.0,
    lthr: float | None = 155.0,
    threshold_m_s: float | None = None,
    mass_kg: float | None = None,
    sex: str | None = "male",
    estimated: bool = False,
) -> Baselines:
    def baseline(value: float | None) -> Baseline | None:
        if value is None:
            return None
        return Baseline(value, "formula" if estimated else "stated", estimated=estimated)

    return Baselines(
        hr_max=baseline(hr_max),
        hr_rest=baseline(hr_rest),
        lthr=baseline(lthr),
        threshold_speed=baseline(threshold_m_s),
        mass=baseline(mass_kg),
        sex=sex,
    )

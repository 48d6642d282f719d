"""Runners as the article knows them, as facts: its reader in two versions, and one for each cause it names."""

from collections.abc import Mapping

from service.core.catalogue import FactValue

Story = Mapping[str, FactValue]

LONG_RUN: Story = {
    "run.hours_since": 30.0, "run.distance_km": 30.0, "run.duration_min": 195.0, "run.spike_pct": 12.0,
}  # fmt: skip
TENDON: Story = {
    **LONG_RUN, "q.site": "sit_bone", "q.side": "right", "q.onset": "gradual", "q.onset_days": 90.0,
    "q.pain": 4.0, "q.walk": "normal", "q.sit_pain": True, "q.sitbone_tender": True, "q.fast_bend_pain": True,
    "q.radiate": "none", "p.age": 51.0, "p.sex": "male",
}  # fmt: skip
"""The reader, with pain at the sit bone."""
VAGUE: Story = {
    **LONG_RUN, "run.spike_pct": 5.0, "q.site": "mid_thigh_back", "q.side": "both", "q.onset": "gradual",
    "q.onset_days": 120.0, "q.pain": 4.0, "q.walk": "normal", "p.age": 51.0,
}  # fmt: skip
"""The reader in the article's words only."""
SCIATIC: Story = {**TENDON, "q.radiate": "below_knee", "q.tingle": True}
TOOK_TABLETS: Story = {**TENDON, "q.painkillers": True}
SORE: Story = {
    "run.hours_since": 26.0, "run.distance_km": 26.0, "run.duration_min": 160.0, "run.spike_pct": 30.0,
    "run.descent_m_per_km": 25.0, "run.hard_share": 0.3, "q.site": "thighs_general", "q.side": "both",
    "q.onset": "next_day", "q.onset_days": 1.0, "q.pain": 4.0, "q.walk": "normal", "q.tender": "diffuse",
}  # fmt: skip
CRAMP: Story = {
    "run.hours_since": 3.0, "run.distance_km": 42.2, "run.duration_min": 240.0, "run.race": True,
    "q.site": "mid_thigh_back", "q.side": "left", "q.onset": "during", "q.pain": 2.0, "q.cramp": True,
    "q.walk": "normal",
}  # fmt: skip
STRAIN: Story = {
    "run.hours_since": 5.0, "run.distance_km": 8.0, "run.sprints": True, "q.site": "mid_thigh_back",
    "q.side": "left", "q.onset": "sudden", "q.onset_days": 0.0, "q.pain": 4.0, "q.walk": "normal",
    "q.tender": "focal", "q.pop": False, "q.bruise": False, "q.gap": False, "q.weak": False,
}  # fmt: skip
MODERATE: Story = {**STRAIN, "q.walk": "limp"}
BURN: Story = {
    "run.hours_since": 1.0, "run.distance_km": 10.0, "run.hard_share": 0.5, "q.site": "thighs_general",
    "q.side": "both", "q.onset": "during", "q.stops_at_rest": True, "q.pain": 1.0, "q.walk": "normal",
    "q.cramp": False,
}  # fmt: skip
BONE: Story = {
    "q.site": "mid_thigh_back", "q.side": "left", "q.onset": "gradual", "q.onset_days": 20.0, "q.pain": 5.0,
    "q.hop_pain": True, "q.night_pain": True, "q.warmup": "worsens", "q.tender": "focal", "p.prior_bsi": True,
    "q.walk": "normal",
}  # fmt: skip
WELL: Story = {"q.site": "none", "q.pain": 0.0, "q.walk": "normal"}
CHEST_PAIN: Story = {**TENDON, "q.chest_pain": True}

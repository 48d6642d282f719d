"""The words in which runners speak of their legs, and what each phrase means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.core.catalogue.conditions import FactValue


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases are tuples of plain words, as `service.core.words` splits a sentence."""

    phrases: Mapping[tuple[str, ...], Mapping[str, FactValue]] = field(default_factory=dict)
    """A phrase and its facts; none for a phrase that only looks like one ("right now")."""
    negators: frozenset[str] = frozenset()
    """no, not, without …"""
    fillers: frozenset[str] = frozenset()
    """What may stand between a "no" and what it denies: "no real pop"."""
    joiners: frozenset[str] = frozenset()
    """What carries a "no" on: "no pop or bruise"."""
    breaks: frozenset[str] = frozenset()
    """What begins a new thought: but, though …"""
    unsure: frozenset[tuple[str, ...]] = frozenset()
    """After these nothing in the same thought is taken as said."""
    others: frozenset[tuple[str, ...]] = frozenset()
    """Somebody else: a thought about "my wife" says nothing about the runner."""
    past: frozenset[tuple[str, ...]] = frozenset()
    """What was once: "I used to", "last year"."""
    lasting: frozenset[tuple[str, ...]] = frozenset()
    """What brings the past up to now: "it started last year"."""
    replies: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    """Answers as a whole: yes, no, dont_know, and the words of every question: repeat, back, stop, help."""
    numbers: Mapping[str, float] = field(default_factory=dict)

"""The door for Home Assistant's voice: the brain, our voice, and our ears where this machine has any."""

from functools import cache
from pathlib import Path

from service.app.assisting import Mouth, expects_answer, hear
from service.app.turnstile import Turnstile
from service.app.world import World
from service.core.errors import WorldError
from service.joining.lengths import likely_lengths
from voice.assistants.spoken import Reply, Transcribe
from voice.assistants.wyoming import House
from voice.ears.scorer import open_scorer
from voice.ears.segments import silero
from voice.ears.weights import find_weights
from voice.ears.words import words_in
from voice.engines.cache import SpeechCache
from voice.script.model import Utterance

CONVERSATION = "wyoming"
"""One talk for the whole house: Home Assistant forgets its own name of a talk after minutes."""


def join(world: World, clips: SpeechCache, *, ears_model: Path | None = None) -> House:
    """Give what the door leads to."""
    mouth = Mouth(CONVERSATION, likely_lengths(world, clips))

    def talk(text: str) -> Reply:
        answer = hear(world.as_now(), text, mouth)
        return Reply(" ".join(answer.says), understood=answer.understood, expects=answer.expects)

    return House(
        talk=talk,
        speak=lambda text: clips.clip_for(Utterance(text), world.as_now().voice),
        voice=world.as_now().voice.name,
        transcribe=_transcribe(world, ears_model),
        admits=Turnstile().passes,
    )


def _transcribe(world: World, ears_model: Path | None) -> Transcribe | None:
    """Give what hears words; None without ears. They are loaded when somebody speaks."""
    try:
        weights = find_weights(ears_model)
    except WorldError:
        return None
    scorer = cache(lambda: open_scorer(weights))

    def transcribe(pcm: bytes) -> str:
        mode = "question" if expects_answer(world, CONVERSATION) else "working"
        return words_in(pcm, score=scorer().score, likelihood=silero(), mode=mode)

    return transcribe

"""How long utterances last in the voice that is chosen by then."""

from service.app.world import World
from voice.engines.cache import SpeechCache
from voice.player.ahead import Length
from voice.script.model import Utterance
from voice.script.timing import length_s


def likely_lengths(world: World, clips: SpeechCache) -> Length:
    """Give what measures what is rendered, and estimates the rest."""

    def length(one: Utterance) -> float:
        voice = world.as_now().voice
        return clips.lasts(one, voice) or length_s(one, voice.words_per_minute)

    return length

from tests.build.hearing import sound
from voice.ears.leak import ABOVE_DB, FLOOR_DB, HOLDS, LEARNS, Leak
from voice.ears.segments import CHUNK
from voice.ears.sound import RATE_HZ


def passes(leak: Leak, loud: float, *, chunks: int = 1) -> list[bool]:
    said = sound((chunks * CHUNK / RATE_HZ, loud))
    return [leak.passes(chunk) for chunk in said.reshape(-1, CHUNK)]


def above(db: float) -> float:
    return float(10 ** (db / 20))


def taught(loud: float = 0.02) -> Leak:
    leak = Leak()
    passes(leak, loud, chunks=LEARNS)
    return leak


def test_nothing_passes_before_the_echo_is_known() -> None:
    assert not any(passes(Leak(), 1.0, chunks=LEARNS))


def test_what_is_much_louder_than_the_echo_passes() -> None:
    assert passes(taught(0.02), 0.02 * above(ABOVE_DB + 1)) == [True]
    assert passes(taught(0.02), 0.02 * above(ABOVE_DB - 1)) == [False]


def test_a_soft_sound_within_a_word_passes_for_a_moment() -> None:
    leak = taught()
    passes(leak, 1.0)

    assert passes(leak, 0.02, chunks=HOLDS + 1).count(True) == HOLDS - 1


def test_where_the_echo_is_gone_a_breath_is_no_word() -> None:
    assert passes(taught(0.0), above(FLOOR_DB - 3)) == [False]
    assert passes(taught(0.0), above(FLOOR_DB + 3)) == [True]


def test_a_louder_loudspeaker_is_learned() -> None:
    leak = taught(0.02)

    passes(leak, 0.3, chunks=60)

    assert passes(leak, 0.3, chunks=10) == [False] * 10

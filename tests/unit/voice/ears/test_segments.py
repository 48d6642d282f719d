from tests.build.hearing import loudness, sound
from voice.ears.segments import BEFORE_S, CHUNK, LONGEST_S, SILENCE_CHUNKS, Piece, Segments
from voice.ears.sound import RATE_HZ, Samples


def cut(samples: Samples, *, block: int = 700) -> list[Piece]:
    segments = Segments(loudness)
    pieces = [p for at in range(0, len(samples), block) for p in segments.feed(samples[at : at + block])]
    return [*pieces, *segments.finish()]


def test_a_word_is_cut_with_a_little_before_and_after() -> None:
    (piece,) = cut(sound((1.0, 0.0), (0.5, 1.0), (1.0, 0.0)))

    assert abs(piece.starts_s - 1.0) < 0.04
    assert abs(piece.ends_s - 1.5) < 0.04
    assert len(piece.samples) / RATE_HZ < 0.5 + BEFORE_S + (SILENCE_CHUNKS + 2) * CHUNK / RATE_HZ


def test_the_size_of_the_blocks_does_not_matter() -> None:
    said = sound((0.7, 0.0), (0.4, 1.0), (0.6, 0.0), (0.3, 1.0), (0.5, 0.0))

    assert [p.starts_s for p in cut(said, block=160)] == [p.starts_s for p in cut(said, block=9_999)]


def test_a_short_gap_does_not_cut_a_phrase() -> None:
    assert len(cut(sound((0.5, 0.0), (0.3, 1.0), (0.15, 0.0), (0.3, 1.0), (0.5, 0.0)))) == 1


def test_a_word_at_the_very_end_is_given_when_the_stream_ends() -> None:
    assert len(cut(sound((0.5, 0.0), (0.4, 1.0)))) == 1


def test_talk_longer_than_any_command_is_let_go_by() -> None:
    assert cut(sound((0.5, 0.0), (LONGEST_S + 0.5, 1.0), (0.5, 0.0))) == []


def test_hours_of_talk_are_not_kept() -> None:
    segments = Segments(loudness)

    for _ in range(60):
        list(segments.feed(sound((1.0, 1.0))))

    assert sum(map(len, segments._kept)) < 6 * RATE_HZ


def test_a_knock_is_no_word() -> None:
    assert cut(sound((0.5, 0.0), (0.03, 1.0), (0.5, 0.0))) == []


def through(*parts: tuple[float, float]) -> list[Piece]:
    """Hear this while our own voice is on the air."""
    segments = Segments(loudness)
    segments.airing = True
    return [*segments.feed(sound(*parts))]


def test_our_own_voice_is_no_speech() -> None:
    assert through((2.0, 0.2), (0.5, 0.0), (2.0, 0.2), (1.0, 0.0)) == []


def test_what_is_much_louder_than_our_own_voice_is_cut_out_of_it() -> None:
    (piece,) = through((2.0, 0.05), (0.4, 1.0), (1.0, 0.05))

    assert piece.through
    assert abs(piece.starts_s - 2.0) < 0.04
    assert piece.samples[0] == 0.0  # what was only our own voice is silent


def test_a_word_that_ends_under_our_own_voice_is_known_as_such() -> None:
    segments = Segments(loudness)
    begun = [*segments.feed(sound((0.5, 0.0), (0.4, 1.0)))]
    segments.airing = True

    (piece,) = [*segments.feed(sound((0.5, 0.0)))]

    assert begun == []
    assert piece.through

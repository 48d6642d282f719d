from service.core.catalogue import AtLeast, Is, NotAsserted
from service.core.rules.trace import Trace, Truth
from service.core.telling import spelt
from service.web.ledger import entry
from tests.build.world import content

SIDE = Is("q.side", "is", "both")
PAIN = Is("q.pain", ">=", 7.0)


def test_a_fact_is_told_by_its_question_and_the_words_of_its_choice() -> None:
    told = entry(Trace(Truth.YES, SIDE, seen="both"), content())

    assert (told.words, told.seen, told.needs) == ("Which side is it?", "both sides", "both sides")


def test_a_threshold_is_told_in_words() -> None:
    told = entry(Trace(Truth.NO, PAIN, seen=3.0), content())

    assert (told.seen, told.needs) == ("3", "at least 7")


def test_what_is_not_known_stays_unknown() -> None:
    told = entry(Trace(Truth.UNKNOWN, PAIN), content())

    assert told.truth is Truth.UNKNOWN
    assert told.seen is None


def test_the_tree_keeps_its_shape() -> None:
    parts = (Trace(Truth.YES, SIDE, seen="both"), Trace(Truth.UNKNOWN, PAIN))
    both = Trace(Truth.UNKNOWN, AtLeast(2, (SIDE, PAIN)), parts=parts)
    denied = Trace(Truth.YES, NotAsserted(AtLeast(2, (SIDE, PAIN))), parts=(both,))

    told = entry(denied, content())

    assert told.join == "not_asserted"
    assert [part.join for part in told.parts] == ["all"]
    assert [part.join for part in told.parts[0].parts] == ["fact", "fact"]


def test_joins_say_how_many_are_needed() -> None:
    three = (SIDE, PAIN, SIDE)

    joins = [entry(Trace(Truth.NO, AtLeast(n, three)), content()).join for n in (1, 2, 3)]

    assert joins == ["any", "some", "all"]
    assert entry(Trace(Truth.YES, AtLeast(0, ())), content()).join == "always"


def test_a_fact_nobody_asks_for_has_its_name_spelt_out() -> None:
    assert spelt("run.spike_pct") == "Your run: spike pct"

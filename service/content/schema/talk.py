"""talk.yaml: how the check-in speaks around its questions."""

from string import Formatter

from pydantic import Field

from service.content.schema.common import Reviewed, Text
from service.core.catalogue import TALK_LINES, TalkWords
from service.core.errors import ContentError


class TalkFile(Reviewed):
    """talk.yaml."""

    says: dict[str, Text]
    ask_me: list[Text] = Field(min_length=1)
    none_of_these: list[Text] = Field(min_length=1)

    def value(self) -> TalkWords:
        """Give the core's value. Raises ContentError for a line too few, too many, or with other blanks."""
        if self.says.keys() != TALK_LINES.keys():
            odd = ", ".join(sorted(self.says.keys() ^ TALK_LINES.keys()))
            raise ContentError(f"these lines are missing or not used: {odd}")
        for name, line in self.says.items():
            blanks = {blank for _, blank, _, _ in Formatter().parse(line) if blank is not None}
            if blanks != set(TALK_LINES[name]):
                raise ContentError(f"{name} must fill in {sorted(TALK_LINES[name])}")
        return TalkWords(dict(self.says), frozenset(self.ask_me), frozenset(self.none_of_these))

"""sources.yaml: where every sentence comes from, by key."""

from typing import Literal

from pydantic import Field

from service.content.schema.common import Document, Strict, Text
from service.core.catalogue import Source


class SourceEntry(Strict):
    """One citation, and how well we know it."""

    citation: Text
    url: Text | None = Field(None, pattern=r"^https://\S+$")
    read: Literal["read", "general_knowledge", "ours"]


class SourcesFile(Document):
    """sources.yaml."""

    sources: dict[str, SourceEntry] = Field(min_length=1)

    def value(self) -> dict[str, Source]:
        """Give the core's values by key."""
        return {
            key: Source(key, entry.citation, url=entry.url, read=entry.read)
            for key, entry in self.sources.items()
        }

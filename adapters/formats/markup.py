"""XML from strangers, element by element, as far as it goes.

Nothing is expanded or fetched (defusedxml), elements that were read are let go, and a file that is cut off or
broken gives all that came before and then says where it stopped.
"""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from service.core.errors import FormatError

MAX_DEPTH = 64
"""Ours: tracks nest about ten deep."""
MAX_HELD = 100_000
"""Elements in memory at once. Ours: a point has about ten, and points are let go one by one."""


class Markup:
    """One pass over a file. `stop_offset` is set when the pass ended before the file did."""

    def __init__(self, data: bytes, *, let_go: frozenset[str]) -> None:
        """Name the elements that are done with once they have been seen whole."""
        self._data = data.lstrip()  # one large exporter puts spaces before the XML declaration
        self._skipped = len(data) - len(self._data)
        self._let_go = let_go
        self.stop_offset: int | None = None

    def events(self) -> Iterator[tuple[str, str, Element]]:
        """Give (`start` or `end`, the name without its namespace, the element).

        Raises FormatError for what no exporter of tracks writes: entities, endless nesting.
        """
        try:
            yield from self._walk()
        except ParseError as broken:
            self.stop_offset = self._skipped + self._offset(*broken.position)
        except DefusedXmlException as hostile:
            raise FormatError(
                "This XML file defines entities, which no track needs; it was not read."
            ) from hostile
        except (LookupError, ValueError) as odd:  # an encoding that nobody knows
            raise FormatError("This XML file is in an encoding that cannot be read.", offset=0) from odd

    def _walk(self) -> Iterator[tuple[str, str, Element]]:
        open_elements: list[tuple[Element, int]] = []
        held = 0
        for event, element in iterparse(io.BytesIO(self._data), ("start", "end"), forbid_dtd=True):
            name = element.tag.rsplit("}", 1)[-1]
            if event == "start":
                open_elements.append((element, held))
                held += 1
                if len(open_elements) > MAX_DEPTH or held > MAX_HELD:
                    raise FormatError("This XML file is built like no track; it was not read on.")
                yield event, name, element
                continue
            yield event, name, element
            _, before = open_elements.pop()
            if name in self._let_go and open_elements:
                open_elements[-1][0].remove(element)
                held = before

    def _offset(self, line: int, column: int) -> int:
        at = 0
        for _ in range(line - 1):
            at = self._data.find(b"\n", at) + 1
        return min(at + column, len(self._data))


def text(element: Element, name: str) -> str | None:
    """Give the text of the child of this name, whatever its namespace; None where there is none."""
    for child in element:
        if child.tag.rsplit("}", 1)[-1] == name:
            return (child.text or "").strip() or None
    return None

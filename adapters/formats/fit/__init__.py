"""FIT, the format of nearly every running watch.

Read the files in this order: parts (where things begin and end); walk with definitions (where the messages stand;
the outcome is a body, which every reader starts from); columnar with tables, table, columns, group and layout
(messages as columns), profile (what numbers mean), developer (what pods and apps mean), growing (numbers written
in part) and plain (messages one by one); reference and tolerant with clean (two libraries behind it); then
sessions with streams and values, activity with verdict, decoder.
"""

from adapters.formats.fit.decoder import FitDecoder

__all__ = ["FitDecoder"]

"""FIT, the format of nearly every running watch.

Read the files in this order: parts (where things begin and end), walk with definitions and wanted (which
messages are whole and read), reference and tolerant (two libraries, one shape: messages), sessions with
streams and values, activity with verdict, decoder.
"""

from adapters.formats.fit.decoder import FitDecoder

__all__ = ["FitDecoder"]

"""Limits that every engine keeps."""

MAX_CHARACTERS = 3_000
"""In one call. eSpeak through pyttsx3 loses files or crashes from some 7,000 on (measured)."""

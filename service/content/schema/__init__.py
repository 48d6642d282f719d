"""The border between files and the core: pydantic models, one for each kind of file."""

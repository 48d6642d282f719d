class Voice:
    id: str
    name: str | None
    languages: list[str]

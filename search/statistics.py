def note_search(text: str, language: str, districts, total: int) -> None:
    pass

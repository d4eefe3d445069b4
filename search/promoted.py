def promoted_for(text: str, language: str) -> list[dict]:
    return []

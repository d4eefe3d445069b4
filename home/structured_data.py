"""News in the words of schema.org, for search engines."""

from django.conf import settings

from portal.structured_data import canonical, last_change, thing


def news_data(page, facts, tags: list[str]) -> dict:
    """Words are those of the page, facts those of its source. The author of an article is an office, not a person."""
    return thing(
        "NewsArticle",
        headline=page.title,
        description=page.intro,
        url=canonical(page),
        inLanguage=page.locale.language_code,
        datePublished=facts.date,
        dateModified=last_change(page),
        author=thing("Organization", name=facts.author) if facts.author else None,
        publisher=thing("Organization", name="ISI Duisburg", url=f"{settings.BASE_URL}/"),
        keywords=tags,
        isAccessibleForFree=True,
    )

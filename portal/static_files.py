from functools import lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed files under hashed names. A page asks for the same few names again and again."""

    @lru_cache(maxsize=1000)  # noqa: B019 — there is one storage a process
    def url(self, name, force=False):
        return super().url(name, force)

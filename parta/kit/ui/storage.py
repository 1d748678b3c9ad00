"""Static files under hashed names, compressed once when they are collected."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUILT = "web/"


class Files(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files of web/ carry a hash from their build already: they are compressed, not renamed.

    Before `collectstatic` (tests, an editor's run) a file keeps its plain name:
    a page without its hash is better than an error page without its style.
    """

    def stored_name(self, name: str) -> str:
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        own = {name: path for name, path in paths.items() if not name.startswith(BUILT)}
        yield from super().post_process(own, dry_run=dry_run, **options)
        if not dry_run:
            for name, compressed in self.compress_files(paths.keys() - own.keys()):
                yield name, compressed, True

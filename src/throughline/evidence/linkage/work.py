"""How does linking go on where it was stopped? Each part that is done lies sealed in a folder; nothing lies open there.

A part belongs to these files, this model and this way of comparing: for others it is made anew. The key is the one of
other sealed files, in a file of its own and never in this folder.
"""

import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np

from throughline.frame import sealed_file
from throughline.kernel.verdict import RefusedError

from .model import Model
from .scoring import Scored
from .shapes import People

_SCHEMA = "throughline linkage part 1"
_TYPES = (("left", np.dtype("<i8")), ("right", np.dtype("<i8")), ("weight", np.dtype("<f8")))


class Work:
    """The sealed parts of one linkage in a folder."""

    def __init__(self, folder: Path, key: bytes, probation: People, treatment: People, model: Model) -> None:
        said = "\n".join((_SCHEMA, probation.sha256, treatment.sha256, model.sha256, model.compared_by))
        self._folder, self._key, self._of = folder, key, sha256(said.encode()).hexdigest()[:16]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for broken in folder.glob(
            f".{self._of}-*"
        ):  # what a part was when its process was killed: sealed, not whole
            shutil.rmtree(broken, ignore_errors=True)

    def has(self, part: int) -> bool:
        """Whether this part is there, whole, for these files and this key."""
        try:
            self.read(part)
        except RefusedError:
            self._file(part).unlink(missing_ok=True)
            return False
        return True

    def keep(self, part: int, found: Scored) -> None:
        """The part is there whole, or not at all."""

        def put(sink: sealed_file.Sink) -> int:
            for name, kind in _TYPES:
                sink.write(getattr(found, name).astype(kind).tobytes())
            return len(found)

        names = tuple(name for name, _ in _TYPES)
        about = {"schema": _SCHEMA, "of": self._of, "part": part}
        sealed_file.write(
            self._file(part), [sealed_file.Part("pairs", names, form="arrays", put=put)], about, self._key
        )

    def read(self, part: int) -> Scored:
        """The part; RefusedError when it is not there, was changed, or has another key."""
        with sealed_file.opened(self._file(part), self._key) as (manifest, tables):
            if (manifest.get("of"), manifest.get("part")) != (self._of, part):
                raise RefusedError("This part belongs to other files.")
            rows = manifest["parts"][0]["rows"]
            content = b"".join(tables.read("pairs"))
        left, right, weight = (
            np.frombuffer(content, kind, rows, 8 * rows * n) for n, (_, kind) in enumerate(_TYPES)
        )
        return Scored(left.astype(np.int64), right.astype(np.int64), weight.astype(np.float64))

    def end(self, parts: Iterable[int]) -> None:
        """Nothing of these parts is left."""
        for part in parts:
            self._file(part).unlink(missing_ok=True)

    def _file(self, part: int) -> Path:
        return self._folder / f"{self._of}-{part:04}.sealed"

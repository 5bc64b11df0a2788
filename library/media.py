"""Looking into videos after they are saved: how long and how large they are, a still picture, the sound alone.

A file is opened by a program of its own (`library/probe.py`) with little time and memory. Whatever happens there, the
site goes on, and the video's state says in a word what keeps it from being played.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task

from library import probe
from library.videos import Video

__all__ = ["examine", "examine_video", "examine_videos_left"]

PATIENCE = probe.CPU_SECONDS + 180  # seconds by the clock; a large file comes slowly from a slow disk
PROGRAM = [sys.executable, "-I", probe.__file__]
FACTS = ("duration", "width", "height", "has_sound")


@contextmanager
def _examined(file: File):
    """What the program says of a file, and the folder in which it left the picture and the sound."""
    with tempfile.TemporaryDirectory(prefix="media-") as folder:
        try:
            path = file.path
        except NotImplementedError:  # in object storage: a copy
            path = Path(folder, "file")
            with file.storage.open(file.name, "rb") as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
        try:
            subprocess.run(  # noqa: S603 (our own program, and names that we chose)
                [*PROGRAM, path, folder],
                timeout=PATIENCE,
                check=True,
                cwd=folder,
                env={},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            facts = json.loads(Path(folder, "facts.json").read_text(encoding="utf-8"))
        except subprocess.TimeoutExpired:
            facts = {"outcome": Video.State.TOO_LARGE}
        except subprocess.CalledProcessError as error:
            # Ended by the system: time or memory was used up.
            facts = {"outcome": Video.State.TOO_LARGE if error.returncode < 0 else Video.State.BROKEN}
        yield facts, Path(folder)


def _replace(video: Video, name: str, found: Path) -> dict[str, str]:
    """Store a picture or sound; the one before it goes when that is safe."""
    field = getattr(video, name)
    if field:
        transaction.on_commit(partial(field.storage.delete, field.name))
    if not found.exists():
        return {name: ""}
    stem = Path(video.file.name).stem
    with found.open("rb") as content:
        return {name: field.storage.save(f"{name}s/{stem}{found.suffix}", File(content))}


def examine(video: Video) -> bool:
    """Look into a video's file and note what was found; False where it has another file by now."""
    if not video.file.storage.exists(video.file.name):
        return bool(Video.objects.filter(pk=video.pk, file=video.file.name).update(state=Video.State.BROKEN))
    with _examined(video.file) as (facts, folder), transaction.atomic():
        same = Video.objects.select_for_update().filter(pk=video.pk, file=video.file.name).first()
        if not same:
            return False
        new = {name: facts[name] for name in FACTS if name in facts} | {"state": facts["outcome"]}
        for name, found in [("poster", "poster.jpg"), ("sound", "sound.m4a")]:
            new |= _replace(same, name, folder / found)
        Video.objects.filter(pk=video.pk).update(**new)
    video.refresh_from_db()
    return True


@task()
def examine_video(pk: int) -> bool:
    """Look into a video. Harmless when repeated."""
    video = Video.objects.filter(pk=pk).exclude(file="").first()
    return bool(video) and examine(video)


def examine_videos_left() -> int:
    """Look into what was never looked into, because the program was ended halfway. Returns how many there were."""
    waiting = Video.objects.filter(state=Video.State.WAITING).exclude(file="")
    return sum(examine(video) for video in waiting)


@receiver(post_save, sender=Video)
def _when_a_video_is_saved(instance, raw=False, **kwargs):
    if not raw and instance.file and instance.state == Video.State.WAITING:
        transaction.on_commit(partial(examine_video.enqueue, instance.pk), robust=True)

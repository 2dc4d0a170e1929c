"""Builds one edition after the other in a process that holds what editions of a programme have in common."""

from __future__ import annotations

import atexit
import contextlib
import gc
import logging
import os
import resource
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from handbook.built_site.process_lock import Held, ProcessLock
from handbook.built_site.staging import Staging, tidy
from handbook.check.regions import region_problems
from handbook.cli.defaults import NotPrinted
from handbook.files import files_below
from handbook.region_builds import inputs as packing
from handbook.region_builds import record
from handbook.region_builds.place import RECORD, SHARED, is_remote
from handbook.region_builds.work import Done, Inputs, State, Task
from handbook.regions.facts import EditionFacts
from handbook.source.load import read
from handbook.source.region_file import RegionalDataset
from handbook.source_date import today
from macros.regions import delivery
from macros.regions.maker import Maker, NotBuilt
from macros.sources import generator_fingerprint

_WAIT = 0.2  # seconds between two tries to get a lock


class _Held:
    """What this process has made of the inputs that it was given last."""

    digest = ""
    maker: Maker | None = None
    folder: Path | None = None


def build_edition(inputs: Inputs, task: Task) -> Done:
    """Build an edition and put it in its place; what goes wrong with it is in what is returned."""
    started, cpu = time.perf_counter(), _cpu()
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with contextlib.suppress(OSError):
        tidy(Path(task.out, task.code)) if not is_remote(task.out) else None
    try:
        done = _build(inputs, task)
    except (OSError, NotBuilt, NotPrinted, MemoryError) as error:
        done = Done(task.code, State.FAILED, (str(error) or type(error).__name__,))
    except Exception as error:  # one edition must not end the others
        done = Done(task.code, State.FAILED, (f"{type(error).__name__}: {error}",))
    gc.collect()
    return replace(
        done,
        seconds=round(time.perf_counter() - started, 2),
        cpu_seconds=round(_cpu() - cpu, 2),
        worker=f"{socket.gethostname()}:{os.getpid()}",
    )


def _build(inputs: Inputs, task: Task) -> Done:
    if inputs.code != generator_fingerprint():
        return Done(
            task.code, State.FAILED, ("this machine has another version of the handbook’s generator",)
        )
    maker = _maker(inputs, task)
    with tempfile.TemporaryDirectory(prefix="handbook-region-") as name:
        for file, content in task.files.items():
            Path(name, file).write_bytes(content)
        dataset = RegionalDataset(
            maker.national, Path(name, next(iter(task.files))), task.address, name=task.label
        )
        problems = region_problems(dataset)
        if any(problem.blocks for problem in problems):
            told = tuple(str(problem) for problem in problems if problem.blocks)
            return Done(task.code, State.REFUSED, told)
        target = Path(name, "edition", task.code) if is_remote(task.out) else Path(task.out, task.code)
        if target.exists() and any(target.iterdir()) and not (target / RECORD).is_file():
            told = (f"{target} holds files that no such build has written; move them away",)
            return Done(task.code, State.FAILED, told)
        staging = Staging(target)
        try:
            maker.make(dataset, staging.folder)
            delivery.refer_to_shared(staging.folder, dataset, maker, task.shared_address)
            done = _told(staging.folder, inputs, task, dataset)
            (staging.folder / RECORD).write_bytes(record.written(done))
            staging.put_in_place()
        except BaseException:
            staging.end()
            raise
        if is_remote(task.out):
            delivery.upload(target, task)
    return done


def _told(site: Path, inputs: Inputs, task: Task, dataset: RegionalDataset) -> Done:
    assert dataset.programme is not None
    region = dataset.programme.region
    assert region is not None
    seen = [file.stat() for _, file in files_below(site)]
    province = dict(region.province.wording) if region.province is not None else {}
    written = dataset.written["region"]
    names = dict(written.name.wording)
    link = f"{task.code}/"
    return Done(
        task.code,
        State.BUILT,
        own_bytes=sum(file.st_size for file in seen if file.st_nlink == 1),
        bytes=sum(file.st_size for file in seen),
        digest=task.digest(inputs.digest),
        facts=EditionFacts(
            task.code, names, str(region.kind), province, region.stage, today(), link, region.example
        ),
    )


def _maker(inputs: Inputs, task: Task) -> Maker:
    """What makes editions of the inputs: that of the last time, if they are the same."""
    if _Held.maker is None or (_Held.digest, _Held.maker.pdfs) != (inputs.digest, task.pdfs):
        _forget()
        os.environ.update(inputs.settings)
        folder = Path(tempfile.mkdtemp(prefix="handbook-editions-"))
        _Held.folder, _Held.digest = folder, inputs.digest
        data, docs = packing.unpack(inputs, folder / "programme")
        base = folder / "base" if is_remote(task.out) else Path(task.out, SHARED, inputs.digest[:16])
        national = read(data, docs)
        with _alone(base):
            _Held.maker = Maker(national, base, folder, task.pdfs)
        # To go through all that stays, time and again, takes a tenth of the time of an edition.
        gc.collect()
        gc.freeze()
        gc.disable()
    return _Held.maker


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process of this machine makes what editions have in common."""
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            lock = ProcessLock(folder.with_name(f"{folder.name}.lock"))
            break
        except Held as error:
            if not error.by_another:
                yield
                return
            time.sleep(_WAIT)
    try:
        yield
    finally:
        lock.release()


@atexit.register
def _forget() -> None:
    folder, _Held.folder, _Held.maker = _Held.folder, None, None
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _cpu() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own = sum(held.ru_utime + held.ru_stime for held in map(resource.getrusage, both))
    maker = _Held.maker
    return own + (maker.printing_seconds if maker is not None else 0.0)

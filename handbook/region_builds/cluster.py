"""Hands editions to the workers of a Dask cluster (the extra `cluster`); each has a process that builds them.

A task whose worker dies is given to another by Dask's scheduler. Inputs and tasks travel with the work.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import distributed as _distributed

from handbook.model.faults import Refusal
from handbook.region_builds.processes import EditionProcess
from handbook.region_builds.work import Done, Inputs, State, Task

distributed: Any = _distributed  # it has no types
LOCAL = "local"
"""The address that stands for a cluster of this machine, which ends with the run."""
_TOPIC = "handbook-regions"  # of what workers tell the scheduler
_AHEAD = 2  # tasks for each thread that the scheduler is given at a time


class Cluster:
    """The workers of the scheduler at `address`; for `local`, `jobs` workers of this machine.

    Raises:
        OSError: if there is no scheduler.
        Refusal: if the address is none, or one of TLS for which no certificate is named.
    """

    def __init__(self, module: str, address: str, jobs: int):
        self._module = module
        self._address = address
        self._jobs = jobs

    def build(self, inputs: Inputs, tasks: Iterator[Task]) -> Iterator[Done]:
        """How each edition went, in the order in which they are done."""
        with self._client() as client:
            held = client.scatter(inputs, broadcast=True)
            waiting = distributed.as_completed()
            codes: dict[str, str] = {}
            for task in tasks:
                while waiting.count() >= _room(client):
                    yield self._done(client, next(waiting), codes)
                future = client.submit(_on_worker, self._module, held, task, pure=False)
                codes[future.key] = task.code
                waiting.add(future)
            while waiting.count():
                yield self._done(client, next(waiting), codes)

    @contextmanager
    def _client(self) -> Iterator[Any]:
        with ExitStack() as stack:
            address: Any = self._address
            if address == LOCAL:
                address = stack.enter_context(
                    distributed.LocalCluster(
                        host="127.0.0.1",
                        n_workers=self._jobs,
                        threads_per_worker=1,
                        dashboard_address="127.0.0.1:0",
                        memory_limit=0,
                    )
                )
            try:
                client = distributed.Client(address)
            except (TypeError, ValueError) as error:  # as distributed tells both, before it connects
                raise Refusal(f"--scheduler {address}: {error}; see deploy/regions.md") from None
            yield stack.enter_context(client)

    def _done(self, client: Any, future: Any, codes: dict[str, str]) -> Done:
        code = codes.pop(future.key)
        if future.status != "finished":
            error = future.exception()
            return Done(code, State.FAILED, (f"the cluster could not build it: {error}",))
        done: Done = future.result()
        begun = sum(1 for _, told in client.get_events(_TOPIC) if told == code)
        return replace(done, tries=max(done.tries, begun))


def _room(client: Any) -> int:
    """How many tasks the scheduler may have now: workers join, and end, while a run goes on."""
    threads: int = sum(client.nthreads().values())
    return max(1, threads) * _AHEAD


_processes: dict[str, EditionProcess] = {}


def _on_worker(module: str, inputs: Inputs, task: Task) -> Done:
    """In a worker, whose tasks share one process for each of its threads."""
    distributed.get_worker().log_event(_TOPIC, task.code)
    name = f"{module} {threading.get_ident()}"
    if name not in _processes:
        _processes[name] = EditionProcess(module)
    return _processes[name].build(inputs, task)

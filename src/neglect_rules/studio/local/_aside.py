"""Work that takes long, done beside all else.

Nobody waits for it once the page was closed or the command was ended.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

_Made = TypeVar("_Made")


async def aside(work: Callable[[], _Made]) -> _Made:
    """Return what some work makes, done in a thread of its own.

    The thread does not keep the process: a proof may run on after Ctrl and C.

    Raises:
        Exception: Whatever the work raises.
    """
    loop = asyncio.get_running_loop()
    made: asyncio.Future[_Made] = loop.create_future()

    def settle(value: _Made | None, failure: Exception | None) -> None:
        if made.done():
            return
        if failure is not None:
            made.set_exception(failure)
        else:
            made.set_result(value)  # type: ignore[arg-type] # it is what work made

    def run() -> None:
        value, failure = None, None
        try:
            value = work()
        except Exception as raised:  # noqa: BLE001 - it is raised again where it is awaited
            failure = raised
        with suppress(RuntimeError):  # The loop has ended: nobody waits.
            loop.call_soon_threadsafe(settle, value, failure)

    threading.Thread(target=run, daemon=True).start()
    return await made

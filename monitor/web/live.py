"""What is new, as it comes: a stream of events that open pages listen to."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from monitor.web.site import Here, Site

router = APIRouter(include_in_schema=False)

LOOK_S = 1.0


@router.get("/live", name="live", response_class=EventSourceResponse)
async def live(request: Request, site: Here) -> AsyncIterator[ServerSentEvent]:
    """``alerts`` when something was decided, ``entries`` when something was published; data: the newest."""
    async for event in news(request, site):
        yield event


async def news(request: Request, site: Site) -> AsyncIterator[ServerSentEvent]:
    """Look at the state again and again until the reader is gone or the page is closed."""
    known = await run_in_threadpool(site.stamp)
    yield ServerSentEvent(event="open", data=known.alert)
    while not request.app.state.closing.is_set():
        await asyncio.sleep(LOOK_S)
        if await request.is_disconnected():
            return
        found = await run_in_threadpool(site.stamp)
        if found.alert != known.alert:
            yield ServerSentEvent(event="alerts", data=found.alert)
        if found.entry != known.entry:
            yield ServerSentEvent(event="entries", data=found.entry)
        known = found

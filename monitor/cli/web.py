"""``web``: the page alone, over what is recorded."""

import time
from functools import partial
from typing import Annotated

import typer

from monitor.cli.context import now, reading, settings_of
from monitor.cli.output import say


def web(
    ctx: typer.Context,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Another port than configured.")] = None,
) -> None:
    """Serve the page over what is recorded, with or without a running daemon. Ctrl-C stops."""
    from monitor import wishes
    from monitor.settings import load
    from monitor.wiring import build_relabel

    settings = settings_of(ctx, long=True)
    from monitor.web import Server, Site, make
    from monitor.web.preview import scorer_beside

    current = [settings]

    def ask(kind: str, payload: wishes.Payload) -> bool:
        folder, policy = settings.state, current[0].relevance
        again = partial(build_relabel, current[0], now)
        return wishes.ask(kind, payload, folder=folder, policy=lambda: policy, clock=now, again=again)

    with reading(settings) as state:
        # Scores of what is not recorded: for looks at addresses that are not added yet.
        scoring = [scorer_beside(settings, state)]

        def again() -> None:
            current[0] = load(settings.folder)
            scoring[0] = scorer_beside(current[0], state)
            ask(wishes.RELOAD, {})

        site = Site(
            lambda: current[0],
            state,
            ask,
            now=now,
            again=again,
            scorer=lambda: scorer if (scorer := scoring[0]).ready else None,
        )
        host = settings.web.host
        server = Server(make(site), host, settings.web.port if port is None else port)
        say(f"The page: {server.start()}  (Ctrl-C stops)")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            say("Stopping.")
        finally:
            server.stop()

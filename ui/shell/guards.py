"""What stands between the network and Streamlit, by whichever way it was started."""

import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from streamlit import config, net_util

from launch.request_guard import OURS, RequestGuard
from launch.server import tell_where


def guards() -> list[Middleware]:
    """The guard in front of every request. From here on nobody looks up this computer's addresses on the internet.

    Who serves Retain under another name says so by server.allowedHosts.
    """
    net_util.get_external_ip = net_util.get_internal_ip = _nothing
    return [Middleware(RequestGuard, hosts=config.get_option("server.allowedHosts") or OURS)]


@asynccontextmanager
async def told(_app: object) -> AsyncIterator[None]:
    """While the server runs: it says where at its start, and ends in order."""
    tell_where(config.get_option("server.port"))
    yield
    _end_in_order()


def _end_in_order() -> None:
    """When all is closed, uvicorn sends itself the signal that ended it, which would end it before it tidied up."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})


def _nothing() -> None:
    """Streamlit asks checkip.amazonaws.com and 8.8.8.8 here, to find more names to answer to."""

"""What stands between the network and Streamlit, by whichever way it was started."""

from starlette.middleware import Middleware
from streamlit import config, net_util

from launch.request_guard import OURS, RequestGuard


def guards() -> list[Middleware]:
    """The guard in front of every request. From here on nobody looks up this computer's addresses on the internet.

    Who serves Retain under another name says so by server.allowedHosts.
    """
    net_util.get_external_ip = net_util.get_internal_ip = _nothing
    return [Middleware(RequestGuard, hosts=config.get_option("server.allowedHosts") or OURS)]


def _nothing() -> None:
    """Streamlit asks checkip.amazonaws.com and 8.8.8.8 here, to find more names to answer to."""

"""The web servers whose configuration stands in deploy/, to try it in them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from tools.machine import Lack


@dataclass(frozen=True)
class Server:
    """A web server: what it is called, how its command may be called, and the package that brings it."""

    name: str
    commands: tuple[str, ...]
    package: str


NGINX = Server("nginx", ("nginx",), "nginx")
APACHE = Server("Apache", ("apache2", "httpd"), "apache2-bin")
CADDY = Server("Caddy", ("caddy",), "caddy")
ALL = (NGINX, APACHE, CADDY)
# Commands of servers stand where not every user's PATH leads.
FOLDERS = "/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin"


def find(server: Server) -> str | None:
    """Path of a server's command, or None."""
    result = (shutil.which(name) or shutil.which(name, path=FOLDERS) for name in server.commands)
    return next(filter(None, result), None)


def lacks() -> list[Lack]:
    """Those that are not on this machine, and the tool that measures them."""
    asking = [] if shutil.which("wrk") else [Lack("wrk", ("wrk",), "install wrk")]
    return asking + [
        Lack(server.name, (server.package,), f"install {server.name}")
        for server in ALL
        if find(server) is None
    ]

"""nginx, Apache and Caddy on this machine, each served as its file of deploy/ says."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.places import ROOT
from tools.servers import ALL, APACHE, CADDY, NGINX, Server, find

DEPLOY = ROOT / "deploy"
FILES = {
    NGINX.name: DEPLOY / "nginx.conf",
    APACHE.name: DEPLOY / "htaccess",
    CADDY.name: DEPLOY / "Caddyfile",
}
MODULES = ("/usr/lib/apache2/modules", "/usr/libexec/apache2", "/opt/homebrew/lib/httpd/modules")
PATHS = {"at the root": "", "below a path": "panduan/"}


def policy() -> str:
    """The content security policy that deploy/ has servers send with pages."""
    (sent,) = re.findall(r'"(default-src [^"]+)"', (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    return str(sent)


@dataclass(frozen=True)
class Answer:
    """What a server sent: headers by their names in small letters, and the body without compression."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    """A server that is running, and the site that it shows below `path`."""

    name: str
    port: int
    path: str
    site: Path

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for an address of the site, compressed; redirects are not followed."""
        answer = self.get_as_sent(address, "gzip", **headers)
        if answer.headers.get("content-encoding") == "gzip" and answer.body:
            return replace(answer, body=gzip.decompress(answer.body))
        return answer

    def get_as_sent(self, address: str, encoding: str, **headers: str) -> Answer:
        """Ask for an address of the site in an encoding; the body is as it came."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {
            "Accept-Encoding": encoding,
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        connection.request("GET", f"/{self.path}{address}", headers=sent)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): text for name, text in answer.getheaders()}, body)


@pytest.fixture(
    scope="session",
    params=[(server, path) for server in ALL for path in PATHS],
    ids=lambda asked: f"{asked[0].name} {asked[1]}",
)
def host(request: pytest.FixtureRequest, site: Path) -> Iterator[Host]:
    """The site in each server, at the root of an address and below a path."""
    server, where = request.param
    with hosted(server, PATHS[where], site) as running:
        yield running


@contextmanager
def hosted(server: Server, path: str, site: Path, text: str | None = None) -> Iterator[Host]:
    """The site, served as deploy's file says, or as `text` says."""
    program = find(server)
    if program is None:
        pytest.fail(f"{server.name} is not on this machine; run: make test-servers", pytrace=False)
    # Servers read it as another user, who may not look into pytest's own folders.
    with tempfile.TemporaryDirectory(prefix="handbook-servers-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shown = folder / "www" / path
        shutil.copytree(site, shown)
        port = _free_port()
        said = text or _below(path, FILES[server.name].read_text(encoding="utf-8"))
        prepare = {NGINX: _nginx, APACHE: _apache, CADDY: _caddy}[server]
        command = [program, *prepare(folder, shown, port, said)]
        log = folder / "log"
        with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as running:
            try:
                _wait(port, running, log)
                yield Host(server.name, port, path, shown)
            finally:
                running.terminate()
                running.wait(10)


def _below(path: str, text: str) -> str:
    """What the comment says: the path before both pages of missing addresses, and before their languages."""
    return re.sub(r"(?<= )/(?=404\.html|en/)", f"/{path}", text)


def _nginx(folder: Path, site: Path, port: int, text: str) -> list[str]:
    server = re.sub(r"root .*;", f"root {folder / 'www'};", text)
    server = re.sub(r"listen \[::\].*\n", "", server).replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "handbook.conf").write_text(server, encoding="utf-8")
    main = (DEPLOY / "container.conf").read_text(encoding="utf-8")
    main = re.sub(r"/tmp(?=/)|/etc/nginx/conf\.d", str(folder), main)
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    assert site.is_relative_to(folder / "www")
    return ["-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def _apache(folder: Path, site: Path, port: int, text: str) -> list[str]:
    modules = next(Path(place) for place in MODULES if Path(place).is_dir())
    loaded = ["mpm_event", "unixd", "authz_core", "mime", "dir", "filter", "deflate", "headers", "rewrite"]
    lines = [
        *(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in loaded if _is_there(modules, name)),
        f"ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nErrorLog {folder}/error",
        "TypesConfig /dev/null",
        f"DocumentRoot {folder}/www\n<Directory {folder}/www>\nAllowOverride FileInfo\n</Directory>",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        lines.append('User "#65534"\nGroup "#65534"')
    (folder / "apache.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (site / ".htaccess").write_text(text, encoding="utf-8")
    return ["-d", str(folder), "-f", str(folder / "apache.conf"), "-DFOREGROUND"]


def _caddy(folder: Path, site: Path, port: int, text: str) -> list[str]:
    shown = re.sub(r"root \* .*", f"root * {folder / 'www'}", text)
    shown = re.sub(r"^[\w.]+\.example\.org \{", f"http://127.0.0.1:{port} {{", shown, flags=re.MULTILINE)
    assert site.is_relative_to(folder / "www")
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{shown}", encoding="utf-8")
    return ["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def _is_there(modules: Path, name: str) -> bool:
    return (modules / f"mod_{name}.so").is_file()


def _free_port() -> int:
    with socket.socket() as result:
        result.bind(("127.0.0.1", 0))
        port: int = result.getsockname()[1]
        return port


def _wait(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(100):
        if running.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server does not start: {log.read_text(encoding='utf-8')}")

"""The files of deploy/ serve the site as it should be: text compressed and typed, missing pages shown.

What is marked `servers` runs in nginx, Apache and Caddy (`make test-servers`); the rest reads the files.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.built_site.compressed import compress_site
from handbook.built_site.server_policy import policy_of_site
from tests.hosting_kit import DEPLOY, FILES, Host, hosted
from tests.places import ROOT
from tests.site_builds import asset
from tools.servers import ALL as SERVERS
from tools.servers import APACHE, CADDY, NGINX, Server

# Endings of the files that printing and packing add to the site.
ADDED = {".pdf", ".png", ".svg", ".zip", ".docx", ".epub"}
NGINX_FILE = "nginx.conf"
ALL = (NGINX_FILE, "htaccess", "Caddyfile", "_headers")
# Types that Caddy knows on every system (Go's mime package).
BUILT_IN = {".html", ".css", ".js", ".json", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".pdf"}
OF_CONTAINER = {"Containerfile", "container.conf"}
OF_REGIONS = {"regions.Containerfile", "regions-kubernetes.yaml", "regions-slurm.sh", "regions-dask.yaml"}
BY_RULE = (NGINX.name, APACHE.name)  # whose files say all types and what is compressed; Caddy knows most
TYPES_BY_NAME = {
    "feed.xml": "application/atom+xml",
    "opensearch.xml": "application/opensearchdescription+xml",
}
SAFETY = {  # besides the policy of pages
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
SMALL = 1000  # bytes, below which compressing gains nothing worth asking for


def files(site: Path) -> list[Path]:
    return [file for file in sorted(site.rglob("*")) if file.is_file() and file.name != ".htaccess"]


def is_text(file: Path) -> bool:
    """Whether a file is text, by what it holds: such files are worth compressing."""
    data = file.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def types(text: str) -> dict[str, str]:
    """The type of each ending, as a file of deploy/ gives it."""
    apache = re.findall(r"^AddType (\S+) (.+)$", text, re.MULTILINE)
    block = re.search(r"types \{(.*?)\}", text, re.DOTALL)
    nginx = re.findall(r"^ +(\S+/\S+) (.+);$", block[1], re.MULTILINE) if block else []
    return {f".{end.lstrip('.')}": kind for kind, ends in (*apache, *nginx) for end in ends.split()}


def compressed(text: str) -> set[str]:
    """The types that a file of deploy/ has compressed; nginx compresses HTML whatever is listed."""
    nginx = re.findall(r"gzip_types ([^;]+);", text)
    apache = re.findall(r"AddOutputFilterByType DEFLATE (.+)", text)
    return {kind for kinds in (*nginx, *apache) for kind in kinds.split()} | (
        {"text/html"} if nginx else set()
    )


def type_of(file: Path) -> str:
    """The type that a file is to be sent with."""
    table = types(FILES[NGINX.name].read_text(encoding="utf-8"))
    return TYPES_BY_NAME.get(file.name, table[file.suffix])


@pytest.mark.parametrize("name", BY_RULE)
def test_every_file_of_the_site_has_a_type_and_text_is_compressed(name: str, site: Path) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    known, packed = types(text), compressed(text)
    ends = {file.suffix for file in files(site)}
    assert sorted((ends | ADDED) - set(known)) == []
    texts = {file.suffix for file in files(site) if is_text(file)}
    assert {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"} <= texts
    assert sorted(end for end in texts if known[end] not in packed) == []
    assert sorted(end for end in (ends | ADDED) - texts - {".svg"} if known[end] in packed) == []


def test_all_servers_know_the_same_types_and_compress_the_same() -> None:
    said = [FILES[name].read_text(encoding="utf-8") for name in BY_RULE]
    assert types(said[0]) == types(said[1])
    assert compressed(said[0]) == compressed(said[1])


def policies(text: str) -> set[str]:
    """The content security policies that a file of deploy/ sends."""
    return set(re.findall(r"default-src [^\"\n]+", text))


def test_all_servers_send_the_policy_that_the_pages_need(site: Path) -> None:
    sent = {name: policies((DEPLOY / name).read_text(encoding="utf-8")) for name in ALL}
    (policy,) = sent[NGINX_FILE]
    assert sent == {name: {policy} for name in ALL}
    assert set(policy_of_site(site).split()) <= set(policy.split())
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_caddy_is_told_the_same_types() -> None:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    told = {f".{end}": kind for end, kind in re.findall(r'header @(\w+) Content-Type "?([\w./+-]+)', text)}
    known = types((DEPLOY / NGINX_FILE).read_text(encoding="utf-8"))
    of_names = {Path(name).stem: kind for name, kind in TYPES_BY_NAME.items()}
    assert told == {end: of_names.get(end[1:], known.get(end)) for end in told}
    assert set(known) - set(told) == BUILT_IN


@pytest.mark.parametrize("name", ALL)
def test_all_servers_send_the_same_other_headers(name: str) -> None:
    said = (DEPLOY / name).read_text(encoding="utf-8")
    for header, value in {**SAFETY, "strict-transport-security": "max-age=31536000"}.items():
        written = re.escape(value)
        behind_map = r"\$handbook_transport always;" if header.startswith("strict") else written
        assert re.search(rf'{header}:? "?(?:{written}|{behind_map})', said, re.IGNORECASE), header


def test_the_readme_leads_to_every_file() -> None:
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    there = {file.name for file in DEPLOY.iterdir() if file.is_file() and file.suffix != ".md"}
    assert there == {*ALL, *OF_CONTAINER, *OF_REGIONS}
    assert "](Containerfile)" in readme
    regions = (DEPLOY / "regions.md").read_text(encoding="utf-8")
    assert {name for name in OF_REGIONS if f"]({name})" in regions} == OF_REGIONS
    there -= OF_CONTAINER | OF_REGIONS
    assert there == set(re.findall(r"\]\((\w+(?:\.conf)?)\) for", readme))


def test_the_containers_hold_what_they_copy() -> None:
    texts = [file.read_text(encoding="utf-8") for file in DEPLOY.glob("*Containerfile")]
    lines = [line for text in texts for line in text.splitlines() if line.startswith("COPY ")]
    copied = {name for line in lines for name in line.split()[1:-1]}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert copied == {line[1:] for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert all((ROOT / name).exists() for name in copied - {"site"})


def test_the_container_does_not_run_as_root() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == ["www-data"]
    assert text.index("USER ") < text.index("HEALTHCHECK ") < text.index("\nCMD ")


def test_what_the_container_changes_of_the_file_for_nginx_is_there() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    config = (DEPLOY / NGINX_FILE).read_text(encoding="utf-8")
    changed = dict(re.findall(r"-e 's/([^/]+)/([^/]+)/'", text))
    assert len(changed) == 4
    for before, after in changed.items():
        assert re.search(before, config), before
        config = re.sub(before, after, config)
    assert set(re.findall(r"^ +listen (\S+);", config, re.MULTILINE)) == {"8080", "[::]:8080"}
    assert re.search(r"^ +brotli_static on;", config, re.MULTILINE)


@pytest.mark.servers
def test_text_is_compressed_and_nothing_else(host: Host) -> None:
    wrong = []
    for file in files(host.site):
        answer = host.get(file.relative_to(host.site).as_posix())
        text = is_text(file)
        kind = type_of(file) + ("; charset=utf-8" if type_of(file).startswith("text/") else "")
        assert answer.status == 200
        assert answer.body == file.read_bytes()
        assert answer.headers["content-type"].lower() == kind, file
        if file.stat().st_size >= SMALL and ("content-encoding" in answer.headers) != text:
            wrong.append(file.name)
    assert wrong == []


@pytest.mark.servers
@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_missing_page_is_told_in_the_language_of_its_folder(folder: str, host: Host) -> None:
    for address in ("no/such/page/", "no-such.css", "no-such.csv", "t/l3/no.svg"):
        answer = host.get(folder + address)
        assert answer.status == 404
        assert answer.body == (host.site / folder / "404.html").read_bytes()
        assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"


@pytest.mark.servers
def test_an_address_without_its_last_slash_leads_to_the_page(host: Host) -> None:
    answer = host.get("en/t/l3")
    assert answer.status == (308 if host.name == CADDY.name else 301)  # both: for good
    # Apache names the host that it was asked for; nginx none, so that it is right behind a proxy too.
    start = f"http://127.0.0.1:{host.port}" if host.name == APACHE.name else ""
    assert answer.headers["location"] == f"{start}/{host.path}en/t/l3/"
    assert host.get("en/t/l3/").status == 200


@pytest.mark.servers
def test_pages_are_asked_for_anew_and_sent_only_if_they_changed(host: Host) -> None:
    for address in ("", "t/l3/", "en/", "llms.txt"):
        answer = host.get(address)
        assert answer.headers["cache-control"] == "no-cache"
        since = {"If_Modified_Since": answer.headers["last-modified"]}
        if "etag" in answer.headers:
            since["If_None_Match"] = answer.headers["etag"]
        again = host.get(address, **since)
        assert (again.status, again.body) == (304, b""), address


@pytest.mark.servers
def test_what_pages_load_is_kept_for_ten_minutes_or_for_ever(host: Host) -> None:
    bundle = next(host.site.glob("assets/javascripts/bundle.*.min.js"))
    ours = [
        asset(host.site, f"assets/{name}") for name in ("handbook.css", "handbook.js", "reader/reader.js")
    ]
    part = next(host.site.glob("search/part.*.js"))
    for file in (bundle, part, *ours):
        answer = host.get(file.relative_to(host.site).as_posix())
        assert answer.headers["cache-control"] == "max-age=31536000, immutable"
    for address in ("assets/reader/lists.js", "assets/icon.svg", "search/index.js"):
        assert host.get(address).headers["cache-control"] == "max-age=600"
    assert host.get("no/such/page/").headers.get("cache-control") in (None, "no-cache")
    assert host.get("service-worker.js").headers["cache-control"] == "no-cache"


@pytest.mark.servers
def test_the_policy_is_sent_with_pages_alone(host: Host) -> None:
    (policy,) = policies(FILES[host.name].read_text(encoding="utf-8"))
    for address in ("", "t/l3/", "en/t/l3/", "404.html", "no/such/page/"):
        assert host.get(address).headers["content-security-policy"] == policy, address
    script = asset(host.site, "assets/handbook.js").relative_to(host.site).as_posix()
    for address in (script, "service-worker.js", "kept.json", "llms.txt"):
        answer = host.get(address)
        assert answer.status == 200, address
        assert "content-security-policy" not in answer.headers, address


@pytest.mark.servers
def test_the_other_headers_are_sent_with_everything(host: Host) -> None:
    for address in ("", "t/l3/", "llms.txt", "kept.json", "data/data.json", "no/such/page/", "no.css"):
        answer = host.get(address)
        assert {name: answer.headers.get(name) for name in SAFETY} == SAFETY, address
        assert "strict-transport-security" not in answer.headers  # only over TLS
        if host.name != APACHE.name:  # where only the whole server's settings can hide it
            assert not re.search(r"\d", answer.headers.get("server", "")), "versions help attackers"


@pytest.mark.servers
def test_a_host_behind_a_proxy_that_speaks_tls_asks_for_tls(host: Host) -> None:
    if host.name == CADDY.name:  # it speaks TLS itself; its file is read above
        assert "protocol https" in FILES[host.name].read_text(encoding="utf-8")
        return
    answer = host.get("t/l3/", X_Forwarded_Proto="https")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.servers
def test_gzip_on_alone_leaves_scripts_and_styles_as_they_are(site: Path) -> None:
    """Why there is a file at all: what these tests ask for does not come by itself."""
    bare = "server {\nlisten 80;\nroot x;\ntypes { text/html html; text/css css; }\ngzip on;\n}\n"
    with hosted(NGINX, "", site, bare) as plain:
        assert "content-encoding" in plain.get("").headers
        sheet = asset(site, "assets/handbook.css").relative_to(site).as_posix()
        assert "content-encoding" not in plain.get(sheet).headers


@pytest.mark.servers
@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.name)
def test_copies_beside_files_are_sent_as_they_are(server: Server, site: Path, tmp_path: Path) -> None:
    packed = tmp_path / "site"
    shutil.copytree(site, packed)
    compress_site(packed)
    kind = "gzip" if server is NGINX else "br"  # the module for Brotli is not in every nginx
    ending = {"gzip": ".gz", "br": ".br"}[kind]
    sheet = asset(packed, "assets/handbook.css").relative_to(packed).as_posix()
    with hosted(server, "", packed) as host:
        for address, file in (("", "index.html"), ("en/t/l3/", "en/t/l3/index.html"), (sheet, sheet)):
            answer = host.get_as_sent(address, kind)
            assert answer.headers["content-encoding"] == kind, address
            assert answer.body == (packed / f"{file}{ending}").read_bytes()
            assert answer.headers["content-type"] == host.get(address).headers["content-type"]
            for header in ("cache-control", "content-security-policy", *SAFETY):
                assert answer.headers.get(header) == host.get(address).headers.get(header), header
            assert "accept-encoding" in answer.headers["vary"].lower()
            assert host.get(address).body == (packed / file).read_bytes()

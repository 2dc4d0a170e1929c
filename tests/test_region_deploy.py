"""What deploy/regions.md says can be done, can be done: on one machine, and with a cluster on this one."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from distributed.cli.dask_ssh import main as dask_ssh

from handbook.cli.main import _parser
from tests.hosting_kit import hosted
from tests.places import ROOT
from tests.region_deploy_kit import (
    DEPLOY,
    PAPER,
    STUBS,
    blocks,
    command,
    equip,
    free_port,
    left_running,
    ran,
    script,
    section,
)
from tests.region_kit import project, report, states
from tools.servers import NGINX

pytestmark = pytest.mark.build

CODES = ("32.75", "32.76", "32.77")
ONE, CLUSTER, SSH = "One machine", "A cluster: who may use it", "Hosts with SSH"
BUILD = ("regions", "build", "regions", "--pdfs", "none", "--quiet")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with regions, and the key of a cluster, made as the paper says."""
    folder = equip(project(tmp_path_factory.mktemp("deploy") / "p", *CODES))
    with ran("sh", "-ec", script(CLUSTER), folder=folder) as made:
        assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def one(place: Path) -> Path:
    """The editions that one machine has built as the paper says."""
    with ran("sh", "-ec", script(ONE), folder=place) as built:
        assert built.returncode == 0, built.stderr
    linked, whole = (float(line.split("M")[0]) for line in built.stdout.splitlines()[-2:])
    assert linked < whole
    return place / "sites" / "all"


@pytest.fixture
def stubs(tmp_path: Path) -> dict[str, str]:
    """The environment in which ssh, srun and sbatch are ours."""
    for name, text in STUBS.items():
        command(tmp_path / "bin", name, text)
    return {"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "HERE": str(tmp_path)}


def test_one_machine_builds_all_with_leaflets_and_an_index(one: Path) -> None:
    assert states(one) == dict.fromkeys(CODES, "built")
    index = (one / "index.html").read_text(encoding="utf-8")
    for code in CODES:
        assert f'href="{code}/"' in index
        assert list((one / code / "pdf").glob("stage-1.*.pdf"))
        assert f"https://daerah.example.org/{code}/" in (one / code / "sitemap.xml").read_text("utf-8")


def test_every_script_of_the_paper_is_run_by_a_test() -> None:
    assert blocks(PAPER.read_text(encoding="utf-8")) == [script(title) for title in (ONE, CLUSTER, SSH)]


def test_every_command_of_the_paper_has_the_options_of_the_handbook() -> None:
    text = PAPER.read_text(encoding="utf-8")
    lines = [line for kind in ("", "sh") for block in blocks(text, kind) for line in block.splitlines()]
    said = [line.partition("bin/handbook ")[2] for line in lines if "bin/handbook " in line]
    assert len(said) == 4
    for words in said:
        assert _parser().parse_args(shlex.split(words, comments=True)).action == "build"


def test_dask_ssh_has_the_options_that_are_named() -> None:
    (words,) = re.findall(r"bin/dask ssh (.+)", section(SSH))
    given, _, _ = dask_ssh.make_parser(click.Context(dask_ssh)).parse_args(shlex.split(words))
    assert set(given) == {"nthreads", "memory_limit", "remote_python", "hostnames"}
    assert given["hostnames"] == ("10.0.0.11", "10.0.0.12")


def test_the_certificate_says_what_its_key_is_for(place: Path) -> None:
    """RFC 5280, 4.2.1.3 asks for it where a key signs certificates."""
    openssl = ("openssl", "x509", "-in", "cluster/cert.pem", "-noout", "-ext", "keyUsage")
    told = subprocess.run(openssl, cwd=place, check=True, capture_output=True, text=True).stdout
    assert "critical" in told and "Digital Signature, Certificate Sign" in told


def test_the_key_is_for_its_owner_alone(place: Path) -> None:
    assert (place / "cluster").stat().st_mode & 0o777 == 0o700
    assert (place / "cluster" / "key.pem").stat().st_mode & 0o077 == 0
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/cluster/" in ignored


def test_hosts_with_ssh_build_on_both(place: Path, stubs: dict[str, str]) -> None:
    text = script(SSH).replace("10.0.0.11", "127.0.0.1").replace("10.0.0.12", "127.0.0.1")
    text = text.replace("8786", str(free_port())).replace("/srv/panduan/sites/all", "over-ssh")
    text = text.replace("/srv/panduan", str(place)).replace("--nthreads 8", "--nthreads 1")
    text = text.replace("leaflets", "none")
    with ran("sh", "-ec", text, folder=place, **stubs) as built:
        assert built.returncode == 0, built.stderr
    assert states(place / "over-ssh") == dict.fromkeys(CODES, "built")
    assert len({row["worker"] for row in report(place / "over-ssh")["editions"]}) == 2


def test_slurm_builds_on_each_node_and_leaves_nothing(place: Path, stubs: dict[str, str]) -> None:
    (line,) = [line for block in blocks(section("Slurm"), "") for line in block.splitlines()]
    words = shlex.split(line.replace("leaflets", "none"))
    with ran(*words, folder=place, OUT="over-slurm", **stubs) as built:
        assert built.returncode == 0, built.stderr
    assert states(place / "over-slurm") == dict.fromkeys(CODES, "built")
    assert len({row["worker"] for row in report(place / "over-slurm")["editions"]}) == 2
    assert [file.name for file in sorted((place / "cluster").iterdir())] == ["cert.pem", "key.pem"]


def test_slurm_asks_for_the_key(tmp_path: Path, stubs: dict[str, str]) -> None:
    folder = equip(project(tmp_path / "p", CODES[0]))
    with ran("sbatch", "deploy/regions-slurm.sh", folder=folder, **stubs) as refused:
        assert refused.returncode == 2
    assert refused.stderr.startswith("cluster/key.pem is missing; make it as deploy/regions.md says")


def kubernetes() -> dict[str, dict[str, Any]]:
    """The parts of the manifest by kind and name."""
    text = (DEPLOY / "regions-kubernetes.yaml").read_text(encoding="utf-8")
    return {f"{part['kind']} {part['metadata']['name']}": part for part in yaml.safe_load_all(text)}


def pods() -> dict[str, dict[str, Any]]:
    """What the manifest says of each kind of pod, by the label `part`."""
    templates = [part["spec"]["template"] for part in kubernetes().values() if "template" in part["spec"]]
    return {template["metadata"]["labels"]["part"]: template for template in templates}


def container(part: str) -> dict[str, Any]:
    (only,) = pods()[part]["spec"]["containers"]
    assert isinstance(only, dict)
    return only


def test_the_parts_of_the_manifest_find_one_another() -> None:
    parts = kubernetes()
    assert set(parts) == {
        *("Deployment handbook-scheduler", "Service handbook-scheduler", "NetworkPolicy handbook-regions"),
        *("Deployment handbook-workers", "Job handbook-regions"),
    }
    for part in parts.values():
        if part["kind"] == "Deployment":
            labels = part["spec"]["template"]["metadata"]["labels"]
            assert part["spec"]["selector"]["matchLabels"] == labels
    service = parts["Service handbook-scheduler"]["spec"]
    assert service["selector"] == pods()["scheduler"]["metadata"]["labels"]
    (port,) = service["ports"]
    (listens,) = container("scheduler")["ports"]
    assert port["targetPort"] == listens["name"]
    assert f"--port {listens['containerPort']} " in " ".join(container("scheduler")["command"])
    address = f"tls://handbook-scheduler:{port['port']}"
    assert address in container("worker")["command"]
    assert f"--scheduler={address}" in container("command")["command"]


def test_nothing_leads_to_the_scheduler_from_outside() -> None:
    parts = kubernetes()
    assert parts["Service handbook-scheduler"]["spec"]["type"] == "ClusterIP"
    policy = parts["NetworkPolicy handbook-regions"]["spec"]
    ours = {"matchLabels": {"app": "handbook-regions"}}
    assert policy == {
        "podSelector": ours,
        "policyTypes": ["Ingress"],
        "ingress": [{"from": [{"podSelector": ours}]}],
    }
    assert {pod["metadata"]["labels"]["app"] for pod in pods().values()} == {"handbook-regions"}
    assert "--no-dashboard" in container("scheduler")["command"]
    assert "--no-dashboard" in container("worker")["command"]


@pytest.mark.parametrize("part", ["scheduler", "worker", "command"])
def test_each_pod_has_bounds_and_few_rights(part: str) -> None:
    spec, only = pods()[part]["spec"], container(part)
    assert spec["securityContext"]["runAsNonRoot"] and not spec["automountServiceAccountToken"]
    assert only["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert set(only["resources"]["requests"]) == {"cpu", "memory"}
    assert set(only["resources"]["limits"]) == {"memory"}
    assert only["image"] == "handbook-regions"  # of no registry
    mounted = {mount["name"]: mount["mountPath"] for mount in only["volumeMounts"]}
    assert set(mounted) == {volume["name"] for volume in spec["volumes"]}
    (secret,) = [volume["secret"] for volume in spec["volumes"] if "secret" in volume]
    settings = yaml.safe_load((DEPLOY / "regions-dask.yaml").read_text("utf-8"))["distributed"]["comm"]
    certificate = Path(only["workingDir"], settings["tls"]["ca-file"])
    assert str(certificate.parent) == mounted["cluster"]
    assert secret["secretName"] == "handbook-cluster"
    if part != "scheduler":  # what a build keeps beside the programme
        assert mounted["kept"] == f"{only['workingDir']}/.cache"
        assert only["envFrom"] == [{"secretRef": {"name": "handbook-store"}}]


def test_a_worker_has_a_core_and_memory_for_each_thread() -> None:
    words, resources = container("worker")["command"], container("worker")["resources"]
    threads = words[words.index("--nthreads") + 1]
    assert resources["requests"] == {"cpu": threads, "memory": f"{threads}Gi"}


def test_a_job_that_can_only_fail_again_is_not_begun_again() -> None:
    job = kubernetes()["Job handbook-regions"]["spec"]
    assert job["template"]["spec"]["restartPolicy"] == "Never"  # a failure policy needs it
    (rule,) = job["podFailurePolicy"]["rules"]
    assert rule["onExitCodes"] == {
        "containerName": container("command")["name"],
        "operator": "In",
        "values": [1],
    }


def test_the_commands_of_the_manifest_build_into_a_store(place: Path, tmp_path: Path) -> None:
    port, programs = str(free_port()), place / ".venv" / "bin"

    def here(part: str) -> list[str]:
        name, *words = container(part)["command"]
        said = [word.replace("handbook-scheduler", "127.0.0.1").replace("8786", port) for word in words]
        said = [word.replace("s3://daerah-example", f"file://{tmp_path}/store") for word in said]
        return [str(programs / name), *(word.replace("--pdfs=leaflets", "--pdfs=none") for word in said)]

    private = ["env", "DASK_CONFIG=deploy/regions-dask.yaml"]  # which the image sets
    workers = {part: [*private, *here(part), "--host", "127.0.0.1"] for part in ("scheduler", "worker")}
    with left_running(workers, place, tmp_path), ran(*private, *here("command"), folder=place) as built:
        assert built.returncode == 0, built.stderr
    index = (tmp_path / "store" / "index.html").read_text(encoding="utf-8")
    for code in CODES:
        assert f'href="{code}/"' in index
        assert (tmp_path / "store" / code / ".edition.json").is_file()
        page = (tmp_path / "store" / code / "index.html").read_text(encoding="utf-8")
        assert "https://panduan.example.org/" in page


def test_who_lacks_the_key_is_refused(place: Path, tmp_path: Path) -> None:
    """Neither without TLS nor with another key can anybody use a cluster that has one."""
    (other := tmp_path / "other").mkdir()
    with ran("sh", "-ec", script(CLUSTER), folder=other) as made:
        assert made.returncode == 0
    settings = (DEPLOY / "regions-dask.yaml").read_text("utf-8")
    (tmp_path / "other.yaml").write_text(settings.replace("cluster/", f"{other}/cluster/"), encoding="utf-8")
    (tmp_path / "none.yaml").write_text("{}", encoding="utf-8")
    port = free_port()
    dask = [str(place / ".venv" / "bin" / "dask"), "scheduler", "--host", "127.0.0.1", "--port", str(port)]
    ours = "DASK_CONFIG=deploy/regions-dask.yaml"
    scheduler = {"scheduler": ["env", ours, *dask, "--no-dashboard"]}
    joins = "import sys, distributed; distributed.Client(sys.argv[1], timeout=5).close()"

    def joined(scheme: str, settings: str) -> subprocess.CompletedProcess[str]:
        words = (".venv/bin/python", "-c", joins, f"{scheme}://127.0.0.1:{port}")
        with ran(*words, folder=place, DASK_CONFIG=settings) as tried:
            return tried

    with left_running(scheduler, place, tmp_path):
        _wait_for(tmp_path / "scheduler.log", "Scheduler at")
        own = "deploy/regions-dask.yaml"
        assert joined("tls", own).returncode == 0
        assert joined("tls", str(tmp_path / "other.yaml")).returncode != 0
        assert joined("tcp", str(tmp_path / "none.yaml")).returncode != 0
        assert "encryption required" in joined("tcp", own).stderr


def _wait_for(log: Path, words: str) -> None:
    with subprocess.Popen(["tail", "-n", "+1", "-F", log], stdout=subprocess.PIPE, text=True) as reading:
        assert reading.stdout is not None
        assert any(words in line for line in reading.stdout)
        reading.terminate()


@pytest.mark.parametrize("address", ["tls://127.0.0.1:9", "ftp://127.0.0.1", "no address"])
def test_an_address_that_cannot_be_used_is_told(address: str, place: Path, tmp_path: Path) -> None:
    words = (".venv/bin/python", "-m", "handbook", *BUILD, "--out", str(tmp_path), "--scheduler", address)
    with ran(*words, folder=place) as refused:
        assert refused.returncode == 2
    assert refused.stderr.startswith(f"handbook: --scheduler {address}: ")
    assert refused.stderr.endswith("; see deploy/regions.md\n")


def test_the_image_runs_where_the_manifest_expects_it() -> None:
    text = (DEPLOY / "regions.Containerfile").read_text(encoding="utf-8")
    assert re.findall(r"^WORKDIR (.+)$", text, re.MULTILINE)[-1] == container("command")["workingDir"]
    (user,) = re.findall(r"^USER (\d+)$", text, re.MULTILINE)
    assert {pod["spec"]["securityContext"]["runAsUser"] for pod in pods().values()} == {int(user)}
    assert "DASK_CONFIG=deploy/regions-dask.yaml HOME=/tmp" in text
    assert all("/tmp" in str(container(part)["volumeMounts"]) for part in pods())
    (lock,) = re.findall(r"--require-hashes -r (\S+)", text)
    assert (ROOT / lock).is_file()


@pytest.mark.servers
def test_nginx_shows_the_missing_page_of_each_region_and_nothing_of_the_builds(one: Path) -> None:
    (more,) = blocks(section("What is served"), "nginx")
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    last = re.search(r"^    location ~ /opensearch.*\n", text, re.MULTILINE)
    assert last
    text = text[: last.end()] + more + text[last.end() :]
    with hosted(NGINX, "", one, text) as host:
        assert (host.get("").status, host.get("32.75/").status) == (200, 200)
        for folder in ("32.75/", "32.75/en/"):
            answer = host.get(f"{folder}no/such/page/")
            assert (answer.status, answer.body) == (404, (one / folder / "404.html").read_bytes())
        assert host.get("32.75/feed.xml").headers["content-type"].startswith("application/atom+xml")
        assert host.get("32.75/.well-known/security.txt").status == 200
        shared = next((one / ".shared").rglob("index.html")).relative_to(one).as_posix()
        for hidden in (shared, "32.75/.edition.json", "32.75/.handbook.json"):
            assert host.get(hidden).status == 404

"""The files of deploy/ send the content security policy that the pages of this handbook need, and no more."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.built_site.server_policy import policy_of_site
from tests.places import ROOT


def test_servers_send_the_policy_of_this_handbook(site: Path) -> None:
    said = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"default-src [^\"\n]+", said) == [policy_of_site(site)], (
        "run: handbook policy deploy/nginx.conf deploy/Caddyfile deploy/htaccess deploy/_headers"
    )

"""What to read next leads beyond the page: what other parts of it name is not named again."""

from __future__ import annotations

from handbook.localised import locales
from handbook.views.blocks import SEE_ALSO
from handbook.views.outline import outline
from tests.programme_copy import Copy


def test_what_other_blocks_name_is_not_named_again(programme: Copy) -> None:
    named_above = "    partners: [kepala-desa]\n    documents: [buku-induk]\n"
    programme.change("roles.yaml", named_above, f"{named_above}    see: [d/buku-induk, s/1, p/kepala-desa]\n")
    locale = locales(programme.read())["id"]

    (see,) = (block for block in outline(locale, "stages", "2") if block.key == SEE_ALSO)

    assert [item.named for item in see.items] == [("stages", "1")]


def test_without_anything_beyond_the_page_there_is_no_such_block(programme: Copy) -> None:
    programme.change(
        "roles.yaml",
        "    documents: [buku-induk]\n",
        "    documents: [buku-induk]\n    see: [d/buku-induk]\n",
    )
    locale = locales(programme.read())["id"]

    assert SEE_ALSO not in [block.key for block in outline(locale, "stages", "2")]

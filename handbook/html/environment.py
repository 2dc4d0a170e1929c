"""What the templates of pages are rendered with: the functions of `handbook.views` that they may call."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError

from handbook import formats
from handbook.html import reader_scripts, scripts
from handbook.html.blanks import with_blanks
from handbook.html.compiled_templates import compiled_templates
from handbook.html.content_policy import with_policy
from handbook.outputs.editions import folder_of
from handbook.views import (
    calendar_year,
    changes,
    data_page,
    downloads,
    grounds,
    materials,
    on_devices,
    portions,
    progress,
    region,
    relations,
    responsible,
    shared_ground,
    ticks,
    transition,
)
from handbook.views.blocks import at_one_time, in_runs
from handbook.views.papers import papers_beside, stage_anchor, subtitles
from handbook.views.pictures.on_pages import picture_of_list
from handbook.views.pictures.route import route
from handbook.views.pictures.tasks_by_stage import tasks_by_stage
from handbook.views.pictures.transition import transition_bands
from handbook.views.session_links import session_files

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The single environment of a process: every value is escaped, and an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,  # what is kept compiled does not hold what a filter made of a constant
        bytecode_cache=compiled_templates(),
    )
    for function in (
        relations.tasks_of_stage,
        relations.roles_of_group,
        relations.tasks_of_group,
        relations.by_group,
        relations.tasks_calling,
        relations.tasks_with_partner,
        relations.stages_with_partner,
        relations.tasks_on_document,
        relations.stages_with_document,
        relations.documents_feeding,
        relations.groups_from,
        relations.shares_of_partner,
        relations.clock,
        transition.transitions_of,
        transition.compare,
        picture_of_list,
        transition_bands,
        route,
        tasks_by_stage,
        grounds.ground_around,
        grounds.ground_sign,
        shared_ground.common_ground,
        shared_ground.same_ground,
        downloads.download_groups,
        folder_of,
        changes.newest_first,
        formats.long_date,
        formats.size_in_words,
        data_page.workbooks,
        data_page.csv_tables,
        data_page.json_files,
        data_page.columns,
        data_page.filled_columns,
        data_page.workbook_sheets,
        data_page.checklist_columns,
        data_page.fields,
        materials.material_groups,
        materials.materials_of,
        portions.named_entries,
        portions.entry_name,
        reader_scripts.forward_script,
        session_files,
        subtitles,
        papers_beside,
        stage_anchor,
        relations.naming,
        relations.lead_of,
        relations.name_of,
        ticks.written,
        ticks.written_lists,
        progress.board,
        on_devices.stored_on_devices,
        region.region_of,
        region.name_of_region,
        region.stage_of_region,
        region.is_untranslated,
        region.additions,
        region.groups_with_local_tasks,
        responsible.body_of,
        responsible.contact_at,
    ):
        made.globals[function.__name__] = function
    board = scripts.script(scripts.BOARD).name
    made.globals["board_scripts"] = {"board": board, "items": reader_scripts.ITEMS}
    made.globals["tick_versions"] = ticks.versions
    made.globals["calendar_months"] = calendar_year.months
    made.filters["in_runs"] = in_runs
    made.filters["at_one_time"] = at_one_time
    made.filters["with_blanks"] = with_blanks
    return made


def load_templates() -> None:
    """Compile all templates that are not compiled yet, once for all processes that are forked afterwards."""
    made = environment()
    for name in made.list_templates():
        with suppress(TemplateSyntaxError):  # the first page that needs it says where the fault is
            made.get_template(name)


def redirect_page(language: str, title: str, target: str, name: str) -> str:
    """A page in `language` that redirects to the address `target`, whose name is `name`."""
    template = environment().get_template("redirect.html")
    return with_policy(template.render(language=language, title=title, target=target, name=name) + "\n")

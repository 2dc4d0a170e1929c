"""What is measured: this project, and others beside it."""

from bench.tools.hugo import Hugo
from bench.tools.naive import Naive
from bench.tools.ours import Ours
from bench.tools.tool import Tool
from bench.tools.zensical import Zensical

TOOLS: dict[str, Tool] = {tool.name: tool for tool in (Ours(), Naive(), Zensical(), Hugo())}

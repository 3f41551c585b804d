"""The shipped skeleton of the annual report, read and looked through. Knows its file, no report."""

import tomllib
from functools import lru_cache

from app.config import resource
from app.domain.figures.catalogue import BY_KEY
from app.domain.problems import Refused
from app.domain.reports import Block, BlockPlan, Skeleton, TablePlan

FILE = "report/annual.toml"


@lru_cache
def load_skeleton() -> Skeleton:
    """The skeleton. Raises Refused naming the file and each figure that the catalogue does not have."""
    said = tomllib.loads(resource(FILE).read_text("utf-8"))
    skeleton = Skeleton(
        said["title"],
        tuple(
            BlockPlan(
                Block(each["key"], each.get("heading", ""), each.get("level", 1), each.get("text", "").strip()),
                each.get("hint", ""),
                each.get("required", False),
            )
            for each in said["block"]
        ),
        said["chart"]["title"],
        tuple(said["chart"]["figures"]),
        tuple(TablePlan(each["title"], tuple(each["figures"])) for each in said["table"]),
    )
    wanted = (*skeleton.chart, *(key for table in skeleton.tables for key in table.figures))
    if unknown := [key for key in wanted if key not in BY_KEY]:
        raise Refused(f"报告模板“{FILE}”中有程序没有的数据：{'、'.join(unknown)}，请更正模板")
    return skeleton

"""Compile many Typst pages: a file of tasks and a number of processes → PDFs.

Each process has one compiler, which keeps what it has read and laid out for the next page.
"""

import json
import multiprocessing
import sys
from pathlib import Path
from typing import Any


def compile_all(tasks: list[dict[str, Any]]) -> None:
    """Compile tasks one after another."""
    import typst

    first = tasks[0]
    compiler = typst.Compiler(
        root=first["root"], font_paths=[first["fonts"]], ignore_system_fonts=True
    )
    for task in tasks:
        compiler.compile(
            task["page"],
            task["output"],
            sys_inputs=task["inputs"],
            pdf_standards=task["standards"],
            pdf_tags=task["tags"],
        )


def main() -> None:
    """Deal the tasks out to the processes."""
    tasks, processes = json.loads(Path(sys.argv[1]).read_text("utf-8")), int(sys.argv[2])
    if processes == 1:
        compile_all(tasks)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(compile_all, [tasks[at::processes] for at in range(processes)])


if __name__ == "__main__":
    main()

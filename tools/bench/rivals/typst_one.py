"""Compile one Typst page, as a process of its own: a task in JSON → a PDF."""

import json
import sys

import typst

task = json.loads(sys.argv[1])
typst.compile(
    task["page"],
    task["output"],
    root=task["root"],
    font_paths=[task["fonts"]],
    ignore_system_fonts=True,
    sys_inputs=task["inputs"],
    pdf_standards=task["standards"],
    pdf_tags=task["tags"],
)

"""The command as a process of its own: on a terminal, stopped by Ctrl-C, from any folder."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.processes import LONGEST_STOP_S, alive, started
from tests.processes import environment as usual
from tests.projects import SLIP, copy_project


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """The command, on a project with slips and posters."""
    copied = copy_project(tmp_path / "project", products=["poster"])
    copied.add_product("slip", SLIP)
    return [sys.executable, "-m", "generator", "--project", str(copied.root)]


@pytest.fixture
def environment(cache_folder: Path) -> dict[str, str]:
    """The package can be imported, whatever the current folder is."""
    return usual(TERM="xterm-256color")


def test_on_a_terminal_a_build_shows_colour_and_a_table(
    command: list[str], environment: dict[str, str]
) -> None:
    shown = on_terminal([*command, "build", "slip", "--jobs", "1"], environment)
    assert "\x1b[" in shown
    assert "slip" in shown and "100x60" in shown and "──" in shown


def test_on_a_terminal_list_shows_a_table(command: list[str], environment: dict[str, str]) -> None:
    shown = on_terminal([*command, "list", "slip", "--barrier", "3"], environment)
    for word in ("edition", "barrier", "landelijk", "slip"):
        assert word in shown


def test_ctrl_c_stops_at_once_and_leaves_whole_files_alone(
    command: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    build = ["build", "--format", "all", "--jobs", "2", "--output", str(output)]
    with started([*command, *build], environment) as process:
        first_pdf(output, process)
        at = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to workers, too
        out, err = process.communicate(timeout=30)
        took = time.monotonic() - at
    assert process.returncode not in (0, None)
    assert took < LONGEST_STOP_S
    assert "Traceback" not in out + err
    assert_whole(output)
    assert not alive(process.pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_main_process_alone_ends_its_workers_too(
    number: signal.Signals, command: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    build = ["build", "--format", "all", "--jobs", "2", "--output", str(output)]
    with started([*command, *build], environment) as process:
        first_pdf(output, process)
        at = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        took = time.monotonic() - at
    assert process.returncode not in (0, None), err
    assert took < LONGEST_STOP_S
    assert "Traceback" not in out + err
    assert_whole(output)
    assert not alive(process.pid)


def test_workers_end_when_the_main_process_is_killed_and_the_next_build_completes(
    command: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    output, undisturbed = tmp_path / "output", tmp_path / "undisturbed"
    build = [*command, "build", "slip", "--jobs", "2", "--output"]
    with started([*build, str(output)], environment) as process:
        first_pdf(output, process)
        process.kill()
        process.wait()
        assert not alive(process.pid)
    for order in ([*build, str(output)], [*build, str(undisturbed), "--force"]):
        subprocess.run(order, env=environment, capture_output=True, check=True)
    made = sorted(p.relative_to(undisturbed) for p in undisturbed.rglob("*") if p.is_file())
    # 20 PDFs, each with a thumbnail; manifest, checksums and the page.
    assert len(made) == 43
    for path in made:
        assert (output / path).read_bytes() == (undisturbed / path).read_bytes(), path


def test_outside_a_project_the_builtin_campaign_is_built_into_the_current_folder(
    environment: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "generator", "list", "card", "--json"]
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert {row["product"] for row in json.loads(ran.stdout)} == {"card"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "text", "exit_code"),
    [
        ("content/campaign.yaml", "id: [", 3),
        ("templates/slip/page.html.j2", "{{ nothing }}", 4),
    ],
)
def test_debug_shows_a_traceback_and_keeps_message_and_exit_code(
    command: list[str],
    environment: dict[str, str],
    tmp_path: Path,
    file: str,
    text: str,
    exit_code: int,
) -> None:
    (tmp_path / "project" / file).write_text(text, encoding="utf-8")
    build = [*command, "--debug", "build", "slip", "--jobs", "1"]
    ran = subprocess.run(build, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == exit_code
    assert "Traceback" in ran.stderr
    assert f"\n{file}:" in ran.stderr


def test_a_reader_that_hangs_up_early_sees_no_traceback(
    command: list[str], environment: dict[str, str]
) -> None:
    quoted = " ".join(f"'{part}'" for part in [*command, "list", "--format", "all"])
    ran = subprocess.run(
        ["bash", "-c", f"{quoted} | head -n 1"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("order", [["list", "slip"], ["--help"], ["build", "slip", "--jobs", "1"]])
def test_output_that_cannot_be_written_is_an_error_without_a_traceback(
    command: list[str], environment: dict[str, str], tmp_path: Path, order: list[str]
) -> None:
    made = tmp_path / "made"
    output = ["--output", str(made)] if "build" in order else []
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*command, *order, *output],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "what there was to print can't be written: No space left on device\n"
    if output:
        assert list(made.rglob("*.pdf"))
        assert_whole(made)


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no shell that closes streams")
def test_without_standard_streams_a_build_goes_on(
    command: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    # What a library prints must not end in a file that got the number of a closed stream.
    made = tmp_path / "made"
    order = [*command, "build", "slip", "--jobs", "1", "--output", str(made)]
    ended = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *order], env=environment, check=False
    )
    assert ended.returncode == 0
    assert list(made.rglob("*.pdf"))
    assert_whole(made)


def first_pdf(output: Path, process: subprocess.Popen[str]) -> Path:
    """Wait until one PDF has been made; others are then under way."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for path in output.rglob("*.pdf"):
            return path
        assert process.poll() is None, "the build ended before it could be stopped"
        time.sleep(0.02)
    raise AssertionError("no PDF was made in two minutes")


def assert_whole(output: Path) -> None:
    """Every file that the build left can be read."""
    for path in sorted(path for path in output.rglob("*") if path.is_file()):
        if path.suffix == ".pdf":
            with pikepdf.open(path) as pdf:
                assert len(pdf.pages) == 1
        elif path.suffix == ".webp":
            with Image.open(path) as picture:
                picture.load()
        else:
            assert path.name in {"manifest.json", "SHA256SUMS", "index.html"}, path


def on_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Run a command on a terminal of 120 columns and return what it shows."""
    leader, follower = pty.openpty()
    try:
        process = subprocess.Popen(
            command,
            env={**environment, "COLUMNS": "120"},
            stdin=follower,
            stdout=follower,
            stderr=follower,
            close_fds=True,
        )
        os.close(follower)
        shown = b"".join(chunks(leader))
        assert process.wait(timeout=60) == 0, shown.decode()
        return shown.decode()
    finally:
        os.close(leader)


def chunks(leader: int) -> Iterator[bytes]:
    while select.select([leader], [], [], 60)[0]:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # how Linux says that the other side has hung up
            return
        if not chunk:
            return
        yield chunk


def test_ctrl_c_while_the_command_is_imported_shows_no_traceback(
    environment: dict[str, str],
) -> None:
    pressed = (
        "import runpy, sys\n"
        "class Pressing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'generator.cli':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressing())\n"
        "runpy.run_module('generator', run_name='__main__')\n"
    )
    order = [sys.executable, "-c", pressed]
    ran = subprocess.run(order, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", "Aborted!\n")

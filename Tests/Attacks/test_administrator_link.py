"""Who reads the log of a new installation does not become its administrator."""

import os
import pty
import re
import select
import subprocess
import time

from running import BINARY

START_SECONDS = 60


def serve(folder, output, errors, *options):
    database = f"sqlite:{folder / 'kartoteka.db'}"
    command = [BINARY, "serve", "--database", database, "--hostname", "127.0.0.1", "--port", "0", *options]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)


def read_until(descriptor, pattern):
    """What is written until it matches, or the time is over."""
    text, deadline = "", time.monotonic() + START_SECONDS
    while not re.search(pattern, text) and time.monotonic() < deadline:
        if select.select([descriptor], [], [], 0.5)[0]:
            text += os.read(descriptor, 65536).decode()
    return text


def stop(server):
    server.terminate()
    server.wait(timeout=10)


def test_a_terminal_shows_the_link(tmp_path):
    controller, terminal = pty.openpty()
    server = serve(tmp_path, terminal, subprocess.DEVNULL)
    try:
        assert re.search(r"Create the administrator here .*/welcome/[\w-]{43}", read_until(controller, "/welcome/.{43}"))
    finally:
        stop(server)
        os.close(terminal)
        os.close(controller)


def test_a_pipe_gets_advice_and_no_link(tmp_path):
    reader, writer = os.pipe()
    server = serve(tmp_path, writer, writer)
    try:
        text = read_until(reader, "administrator-link-file")
        assert "kartoteka user add you@example.com --role administrator" in text
        assert "/welcome/" not in text
    finally:
        stop(server)
        os.close(writer)
    assert "/welcome/" not in os.read(reader, 65536).decode()
    os.close(reader)


def test_the_file_is_new_and_for_its_owner_only(tmp_path):
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("untouched")
    link.symlink_to(victim)
    reader, writer = os.pipe()
    server = serve(tmp_path, writer, subprocess.DEVNULL, "--administrator-link-file", str(link))
    try:
        assert "/welcome/" not in read_until(reader, "is in .*link\n")
    finally:
        stop(server)
        os.close(writer)
        os.close(reader)
    assert victim.read_text() == "untouched" and not link.is_symlink()
    assert link.stat().st_mode & 0o777 == 0o600 and "/welcome/" in link.read_text()

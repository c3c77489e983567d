"""A database file that another program cuts short under a running server."""

import contextlib
import json
import os
import sqlite3
import subprocess

import requests
from running import BINARY, running_server


def test_a_truncated_file_is_an_error_and_the_server_lives_on(tmp_path):
    with running_server(tmp_path, contacts=3000) as server:
        server.add_user("manager", "anna@team.example")
        token = json.loads(server.kartoteka("key", "make", "Reader", "--user", "anna@team.example", "--json"))["secret"]
        path = server.database.removeprefix("sqlite:")
        assert requests.get(server.url + "/health", timeout=30).status_code == 200
        # Into the file, so that the log does not hold the pages too.
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert os.path.getsize(path) > 1_000_000
        os.truncate(path, 8192)

        statuses = set()
        for query in ("score > 1", "tag = VIP", "name starts a", "city = Brno", "created after 2020-01-01"):
            answer = requests.post(
                server.url + "/api/v1/count",
                json={"select": {"filter": [query]}},
                headers={"Authorization": f"Bearer {token}"},
                timeout=30,
            )
            statuses.add(answer.status_code)
        assert any(status >= 500 for status in statuses), statuses
        assert requests.get(server.url + "/health", timeout=30).status_code == 200

    # After a restart the operator is told what is wrong, and what to do.
    again = subprocess.run([BINARY, "count", "--database", server.database], capture_output=True, text=True)
    assert again.returncode in (69, 70)
    assert "damaged or cut short" in again.stderr
    assert "backup" in again.stderr

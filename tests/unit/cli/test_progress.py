from __future__ import annotations

import pytest

from kg.cli.progress import Shown


@pytest.mark.parametrize(
    ("terminal", "talk", "shown"), [(True, 0, True), (False, 0, False), (True, -1, False)]
)
def test_triples_are_counted_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    terminal: bool,
    talk: int,
    shown: bool,
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    watch = Shown(talk=talk)
    watch.sent(500, 2000)
    watch.sent(2000, 2000)
    watch.finish()
    assert ("2000/2000 triples" in capsys.readouterr().err) is shown

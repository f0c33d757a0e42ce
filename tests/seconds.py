"""How long did each part of the tests take? A pytest plugin that prints it before pytest's own last line."""

from collections import Counter

import pytest


class Seconds:
    """Adds up what every test took, over all workers, by the folder that it lies in."""

    def __init__(self) -> None:
        self.by_part: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        parts = report.nodeid.split("/")
        self.by_part[parts[1] if len(parts) > 2 else parts[0]] += report.duration  # type: ignore[assignment]  # seconds

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        listed = ", ".join(f"{part} {seconds:.1f}" for part, seconds in self.by_part.most_common())
        terminalreporter.write_line(f"Seconds per part, all workers together: {listed}")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Seconds())

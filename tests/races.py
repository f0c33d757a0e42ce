"""What comes of it when several people act in the same moment?"""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from throughline.kernel.verdict import RefusedError


def at_once(*does: Callable[[], Any]) -> list[Any]:
    """Run each in a thread and connection of its own; what each gave or raised."""
    results: list[Any] = [None] * len(does)
    gate = Barrier(len(does))

    def run(i: int, do: Callable[[], Any]) -> None:
        gate.wait(30)
        try:
            results[i] = do()
        except Exception as raised:
            results[i] = raised
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(does)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "one waits for another for ever"
    return results


def outcomes(*does: Callable[[], Any]) -> list[str]:
    """What became of each, in their order: "done", the sentence that refused it, or what broke."""
    return [_in_words(each) for each in at_once(*does)]


def _in_words(result: Any) -> str:
    if isinstance(result, RefusedError):
        return str(result)
    return f"{type(result).__name__}: {result}" if isinstance(result, Exception) else "done"

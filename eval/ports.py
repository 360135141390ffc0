"""A port of this machine for a server that a check starts."""

import itertools
import os
import socket

_FIRST, _PORTS, _EACH = 20_000, 12_000, 24
_turn = itertools.count()


def free_port() -> int:
    """A port nobody listens on, which no other process that asks here is given in the next moment.

    A port the system picks for binding to 0 can go to another process between being let go and being served on; these lie
    below the ones it picks from, and processes started one after another look in different stretches of them.

    Raises:
        OSError: every port of the stretch is taken.
    """
    for _ in range(_EACH):
        port = _FIRST + (os.getpid() * _EACH + next(_turn) % _EACH) % _PORTS
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port")

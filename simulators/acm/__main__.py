"""test-ACM as a program: serves on the loopback address until it is stopped (SIGTERM or SIGINT)."""

import argparse
from pathlib import Path

from gunicorn.app.base import BaseApplication

from simulators.acm.configuration import configure

THREADS = 8


def options() -> argparse.Namespace:
    """What the provider is told about itself and its client."""
    parser = argparse.ArgumentParser(prog="python -m simulators.acm", description="A stand-in for ACM/IDM.")
    add = parser.add_argument
    add("--port", type=int, default=8010)
    add("--var", type=Path, required=True, help="folder for its keys, its secret and its database")
    add("--platform", default="http://localhost:8000", help="address of its one client")
    add("--personas", type=Path, required=True, help="file of the invented people (TOML)")
    add("--client-id", default="loopbaankrediet")
    add("--issuer", default="", help="http://localhost:PORT/op when not given")
    add("--new-key", action="store_true", help="sign with a new key; the older ones stay published")
    asked = parser.parse_args()
    asked.issuer = asked.issuer or f"http://localhost:{asked.port}/op"
    asked.platform = asked.platform.rstrip("/")
    return asked


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with one process, whose database only this process opens."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"127.0.0.1:{self.port}",
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": 1,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        from django.core.handlers.wsgi import WSGIHandler

        return WSGIHandler()


def main() -> None:
    """Make ready, then serve."""
    asked = options()
    configure(asked)
    Server(asked.port).run()


if __name__ == "__main__":
    main()

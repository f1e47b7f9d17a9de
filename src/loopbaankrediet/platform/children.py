"""Child processes that never outlive us and, for PostgreSQL, that do not run as root."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLONE_NEWUSER = 0x10000000  # linux/sched.h
PR_SET_PDEATHSIG = 1  # linux/prctl.h
INSIDE = 1000  # the identity a namespaced child sees for itself; outside it stays root

Preparation = Callable[[], None]


def die_with_parent(how: signal.Signals) -> Preparation:
    """Step between fork and exec: the kernel sends `how` when the thread that started the child ends.

    Children start in a session of their own, so that Ctrl-C reaches only us and we stop them in order.
    """
    if sys.platform != "linux":
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, how.value, 0, 0, 0)

    return prepare


def leave_root() -> Preparation:
    """Step between fork and exec: a user namespace where this process is an ordinary user.

    PostgreSQL refuses to run as root. Its files stay root's; no account is added, no folder opened up.
    """
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        user, group = os.geteuid(), os.getegid()
        if libc.unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "no user namespace")
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{INSIDE} {user} 1"),
            ("gid_map", f"{INSIDE} {group} 1"),
        ):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)

    return prepare


def namespace_works(command: list[str]) -> bool:
    """Whether a child may enter a user namespace here (some containers and chroots forbid it)."""
    try:
        subprocess.run(command, preexec_fn=leave_root(), capture_output=True, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return False
    return True


@dataclass(frozen=True)
class Identity:
    """As whom a server's programs run: ourselves, ourselves in a user namespace, or `nobody`."""

    step: Preparation | None = None
    account: pwd.struct_passwd | None = None

    def give(self, folder: Path) -> None:
        """Hand a folder to the account that will write in it."""
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def launch(self, command: list[str], *, dies_by: signal.Signals, **options: Any) -> subprocess.Popen[str]:
        """Start in a session of its own; `dies_by` is sent when we end without stopping it."""
        if self.account:
            options |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        steps = [step for step in (self.step, die_with_parent(dies_by)) if step]

        def prepare() -> None:
            for step in steps:
                step()

        return subprocess.Popen(  # noqa: S603
            command,
            preexec_fn=prepare,  # noqa: PLW1509
            start_new_session=True,
            text=True,
            **options,
        )


def ordinary_identity(probe: list[str]) -> Identity:
    """An identity that is not root; `probe` is a harmless command to try the user namespace with."""
    if os.geteuid() != 0:
        return Identity()
    if namespace_works(probe):
        return Identity(step=leave_root())
    return Identity(account=pwd.getpwnam("nobody"))

"""Follows a child from one call to the system to the next, and kills it at a given one. Linux; knows no work."""

import ctypes
import os
import signal

TRACE_ME, NEXT_CALL, SET_OPTIONS = 0, 24, 0x4200
DIES_WITH_US, TELLS_CALLS = 0x100000, 1

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def _ptrace(request: int, process: int, data: int = 0) -> None:
    if _libc.ptrace(request, process, None, data) == -1:
        raise OSError(ctypes.get_errno(), "ptrace")


def be_followed() -> None:
    """In the child: wait for the parent."""
    _ptrace(TRACE_ME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def follow(child: int, calls: int | None) -> tuple[int, int]:
    """Let a child run to its end, or kill it (SIGKILL) before or after its n-th call; calls made and wait status.

    Each call counts twice: when it begins and when it has returned.
    """
    _, status = os.waitpid(child, 0)
    if not os.WIFSTOPPED(status):
        return 0, status
    _ptrace(SET_OPTIONS, child, DIES_WITH_US | TELLS_CALLS)
    made = 0
    passed_on = 0
    while True:
        _ptrace(NEXT_CALL, child, passed_on)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            return made, status
        stopped_by = os.WSTOPSIG(status)
        passed_on = 0 if stopped_by == signal.SIGTRAP | 0x80 else stopped_by
        made += 1
        if made == calls:
            os.kill(child, signal.SIGKILL)
            return made, os.waitpid(child, 0)[1]

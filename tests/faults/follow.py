"""Follows a child from one change of the disk to the next, and kills it at a given one. Linux; knows no work."""

import ctypes
import os
import signal
import struct

TRACE_ME, NEXT_CALL, SET_OPTIONS, CALL_INFO = 0, 24, 0x4200, 0x420E
TELLS_CALLS, DIES_WITH_US = 1, 0x100000
A_CALL = signal.SIGTRAP | 0x80
BEGINS = 1

X86_64, AARCH64 = 0xC000003E, 0xC00000B7
CHANGES = {
    # write pwrite writev pwritev sendfile copy_file_range fsync fdatasync ftruncate fallocate rename* mkdir* unlink* link*
    X86_64: {1, 18, 20, 296, 40, 326, 74, 75, 77, 285, 82, 264, 316, 83, 258, 87, 263, 84, 86, 265},
    AARCH64: {64, 68, 66, 70, 71, 285, 82, 83, 46, 47, 38, 276, 34, 35, 37},
}
"""Calls that change what is on the disk, by architecture; of one that is not named here every call counts."""

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def _ptrace(request: int, process: int, address: int | None = None, data: object = None) -> None:
    if _libc.ptrace(request, process, address, data) == -1:
        raise OSError(ctypes.get_errno(), "ptrace")


def be_followed() -> None:
    """In the child: wait for the parent."""
    _ptrace(TRACE_ME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def follow(child: int, changes: int | None) -> tuple[int, int]:
    """Let a child run to its end, or kill it (SIGKILL) just before its n-th change; changes begun, and its wait status."""
    _, status = os.waitpid(child, 0)
    if not os.WIFSTOPPED(status):
        return 0, status
    _ptrace(SET_OPTIONS, child, data=DIES_WITH_US | TELLS_CALLS)
    begun, passed_on = 0, 0
    while True:
        _ptrace(NEXT_CALL, child, data=passed_on)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            return begun, status
        stopped_by = os.WSTOPSIG(status)
        passed_on = 0 if stopped_by == A_CALL else stopped_by
        begun += stopped_by == A_CALL and _begins_a_change(child)
        if begun == changes:
            os.kill(child, signal.SIGKILL)
            return begun, os.waitpid(child, 0)[1]


def _begins_a_change(child: int) -> bool:
    info = ctypes.create_string_buffer(88)
    _ptrace(CALL_INFO, child, len(info), info)
    stage, architecture, number = struct.unpack_from("=B3xI16xQ", info)
    return stage == BEGINS and number in CHANGES.get(architecture, {number})

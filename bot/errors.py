"""The one exception whose text people are shown."""

from enum import IntEnum


class Exit(IntEnum):
    """What the program tells the shell that started it (numbers of BSD's sysexits.h, where it has one)."""

    FINE = 0
    NOTHING = 1  # nothing was found, or the check found faults
    USAGE = 2  # argparse's own
    UNAVAILABLE = 69  # a service or a port is not to be had now: trying again may help
    FAULT = 70  # a fault of the program's own
    CONFIG = 78  # a setting is wrong: trying again will not help


class UserError(Exception):
    """An error whose message says to a person what is wrong and how to mend it, in one line.

    Everything else that is raised is a bug. ``exit_code`` is what the command line ends with.
    """

    def __init__(self, message: str, *, exit_code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.exit_code = exit_code

"""How far a long work is: a bar on a terminal, lines in a log."""

import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

if TYPE_CHECKING:
    from bot.library.search.segment import Told

log = logging.getLogger(__name__)

_DELAY: Final = 0.2  # seconds: what takes less shows no bar
_FORM: Final = "{desc} {percentage:3.0f} % {bar} {elapsed}"
_STEPS: Final = 4  # that are logged


@contextlib.contextmanager
def bar(what: str) -> Iterator["Told"]:
    """Yield what shows on the terminal which share is done; where errors go elsewhere, nothing is shown."""
    # ``disable=None`` is tqdm's word for: unless it is a terminal.
    with tqdm(total=1, desc=what, bar_format=_FORM, delay=_DELAY, leave=False, disable=None) as shown:

        def tell(share: float) -> None:
            shown.update(share - shown.n)

        yield tell


@contextlib.contextmanager
def bar_or_log(what: str) -> Iterator["Told"]:
    """Yield what tells which share is done: by a bar, under which the log goes on, or by lines of the log."""
    if sys.stderr.isatty():
        with logging_redirect_tqdm(), bar(what) as told:
            yield told
        return
    logged = 0

    def tell(share: float) -> None:
        nonlocal logged
        if int(share * _STEPS) > logged:
            logged = int(share * _STEPS)
            log.info("%s: %d %%", what, 100 * logged // _STEPS)

    yield tell

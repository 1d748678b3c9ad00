"""What keeps an installation from starting, said in one sentence with what to do."""

import errno
import re


class Trouble(Exception):
    """The message is for the operator: what is wrong and what to do about it."""


SPACE = "There is no space left on the disk: free about 3 GB and start again."
NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
SIGNS = (
    (r"No space left on device|ENOSPC", SPACE),
    (
        r"error sending request|dns error|Temporary failure in name resolution|Connection refused"
        r"|connection refused|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|Network is unreachable"
        r"|dial tcp",
        "A package registry can't be reached: check the network, the proxy and the registry "
        "settings of pip, uv, npm and go, then start again.",
    ),
    (
        r"(?P<package>\S+) has no (?:usable wheels|wheels? with a matching)"
        r"|No matching distribution found for (?P<wanted>\S+)",
        "{package} has no ready build for this platform: "
        "use Linux on x86-64 or ARM64 with glibc and CPython 3.11 to 3.14.",
    ),
    (
        r"Permission denied|EACCES|Read-only file system",
        "A folder can't be written: give this user the right to write there, or start as another.",
    ),
)
"""What tools print about failures that the operator can end; the first that fits is meant.
A sentence may name the package that its sign has found."""


def in_words(output: str) -> str | None:
    """The sentence for a tool's failure, or None when its output shows no known sign."""
    flat = " ".join(output.split())  # a tool breaks its lines where it likes
    for sign, sentence in SIGNS:
        if found := re.search(sign, flat):
            package = next(filter(None, found.groups()), "")
            return sentence.format(package=package.strip("`'"))
    return None


def of_disk(error: OSError) -> Trouble:
    """The sentence for a failed write; raise the error itself when it is none."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(SPACE)
    if error.errno not in NOT_WRITABLE:
        raise error
    return Trouble(
        f"{error.filename} can't be written ({error.strerror}): give this user the right "
        "to write there, or choose another folder with PARTA_HOME or XDG_CACHE_HOME."
    )

"""Ways in over OpenSSH: public keys, the one command that a key may run, and files of authorized keys."""

from cxtui.sshkeys.authorized import add
from cxtui.sshkeys.command import entry, forced
from cxtui.sshkeys.public import PublicKey, parse

__all__ = ["PublicKey", "add", "entry", "forced", "parse"]

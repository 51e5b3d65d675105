"""Whether it is known whom nobody may contact; where it is not for sure, lists for writing to people are held back."""

from dataclasses import dataclass

from retention_core.storage.damaged_files import KeptAside
from retention_core.storage.memory import Memory, memory


@dataclass(frozen=True)
class MailHold:
    """The damaged files of a memory, and what follows for mail."""

    memory: Memory

    def kept_aside(self) -> tuple[KeptAside, ...]:
        """The damaged files that lie beside the good one, the latest first."""
        sql = "SELECT file_name, noticed_on, rescued, holds_mail, looked FROM kept_aside ORDER BY file_name DESC"
        rows = self.memory.rows(sql)
        return tuple(_kept(*row) for row in rows)

    def unseen(self) -> tuple[KeptAside, ...]:
        """Those at which the user has not looked yet."""
        return tuple(one for one in self.kept_aside() if not one.looked)

    def looked_at(self, file_name: str) -> None:
        """The user has looked at what became of a file: mail is free again, as far as it goes."""
        self.memory.change(("UPDATE kept_aside SET looked = 1 WHERE file_name = ?", (file_name,)))

    def is_held(self) -> bool:
        """Whether customers who must not be contacted may be missing from the list, by a check of the file now."""
        self.memory.look_again()
        return not self.memory.content_known or any(one.holds_mail for one in self.unseen())


def _kept(file_name: str, noticed_on: str, rescued: int, holds_mail: int, looked: int) -> KeptAside:
    return KeptAside(file_name, noticed_on, rescued, bool(holds_mail), bool(looked))


def mail_hold() -> MailHold:
    """This user's own."""
    return MailHold(memory())

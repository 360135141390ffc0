"""The drafts that staff keep: saved, edited, drafted anew in part, compared, taken back to an earlier version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.drafting.annex import BORROWED
from assistant.drafting.checked import with_checks
from assistant.drafting.clauses import LAYOUT
from assistant.drafting.compose import compose
from assistant.drafting.differences import Difference, differences
from assistant.drafting.edited import edited_lines
from assistant.drafting.genre import find_genre
from assistant.drafting.merging import Kept, edited, rewritten
from assistant.drafting.outline import joined
from assistant.drafting.reread import reread
from assistant.drafting.sources import gather
from assistant.errors import UsageError
from assistant.store.codec import decode, encode, pack, unpack
from assistant.store.database import Database
from assistant.store.draft_versions import DraftRow, StoredDraft, add_version, forget_draft, newest_versions, version_body, versions_of
from assistant.types import Draft, Library, Scope

DRAFTED, REWRITTEN, EDITED, RESTORED = "起草", "重写", "修改", "恢复"


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version of a draft."""

    head: StoredDraft
    kept: Kept

    @property
    def draft(self) -> Draft:
        """The draft as it was then."""
        return self.kept.draft


class DraftDesk:
    """The kept drafts of one home."""

    def __init__(self, database: Database, home: Path, library: Callable[[], AbstractContextManager[Library]], user: str) -> None:
        self._database = database
        self._home = home
        self._library = library
        self._user = user

    def save(self, draft: Draft, scope: Scope) -> StoredDraft:
        """Keep a new draft."""
        checks = tuple(check for check in draft.checks if not check.name.startswith(LAYOUT))  # those are about a file
        whole = replace(draft, sections=joined(draft.sections), checks=checks)
        return self._add(None, Kept(whole, (False,) * len(whole.sections)), encode(scope), DRAFTED, "")

    def newest(self) -> list[StoredDraft]:
        """The newest version of each draft, the latest draft first."""
        with self._database.reading() as connection:
            return newest_versions(connection)

    def history(self, number: int) -> list[StoredDraft]:
        """Every version of a draft, the first one first.

        Raises:
            UsageError: there is no such draft.
        """
        with self._database.reading() as connection:
            found = versions_of(connection, number)
        if not found:
            raise UsageError(f"没有第{number}号草稿，用 assistant drafts 查看已保存的草稿。")
        return found

    def version(self, number: int, version: int | None = None) -> KeptVersion:
        """A version of a draft, the newest one when none is named.

        Raises:
            UsageError: there is no such draft or version.
        """
        heads = self.history(number)
        head = next((one for one in heads if one.version == version), None) if version is not None else heads[-1]
        if head is None:
            raise UsageError(f"第{number}号草稿没有第{version}版，现有第1版至第{heads[-1].version}版。")
        with self._database.reading() as connection:
            return KeptVersion(head, unpack(Kept, version_body(connection, number, head.version)))

    def revise(self, number: int, sections: Sequence[str] = ()) -> KeptVersion:
        """Draft sections anew from what the library holds now: the named ones, or all that staff did not edit.

        Raises:
            UsageError: there is no such draft or section, or it comes out as it was.
        """
        last = self.version(number)
        scope = decode(Scope, last.head.scope)
        with self._library() as library:
            fresh = compose(last.head.genre, library, scope, home=self._home)
            fresh = replace(fresh, sections=joined(fresh.sections))
            kept = rewritten(last.kept, fresh, sections)
            if not differences(last.draft, kept.draft):
                raise UsageError(f"按现有资料重写，文字与第{number}号草稿第{last.head.version}版相同，没有另存新版。")
            kept = replace(kept, draft=self._checked(kept.draft, fresh, library, scope))
        return self._next(last, kept, REWRITTEN, "、".join(sections) or "未经修改的各节")

    def edit(self, number: int, path: Path) -> KeptVersion:
        """Take over what staff changed in a .docx or .md file of the draft.

        Raises:
            UsageError: there is no such draft, the file cannot be read, is another document, or changes nothing.
        """
        last = self.version(number)
        scope = decode(Scope, last.head.scope)
        kept = edited(last.kept, reread(last.draft, edited_lines(path)))
        if not differences(last.draft, kept.draft):
            raise UsageError(f"“{path.name}”与第{number}号草稿第{last.head.version}版的文字相同，没有可保存的修改。")
        with self._library() as library:
            kept = replace(kept, draft=self._checked(kept.draft, last.draft, library, scope))
        return self._next(last, kept, EDITED, path.name)

    def restore(self, number: int, version: int) -> KeptVersion:
        """Make an earlier version the newest one; those after it stay in the history.

        Raises:
            UsageError: there is no such draft or version, or it is the newest already.
        """
        last, wanted = self.version(number), self.version(number, version)
        if last.head.version == version:
            raise UsageError(f"第{version}版已经是第{number}号草稿的最新版，不用恢复。")
        return self._next(last, wanted.kept, RESTORED, f"第{version}版")

    def compare(
        self, number: int, before: int | None = None, after: int | None = None
    ) -> tuple[StoredDraft, StoredDraft, list[Difference]]:
        """What changed from one version to another; the last change when none are named.

        Raises:
            UsageError: there is no such draft or version, or there is only one.
        """
        new = self.version(number, after)
        if before is None and new.head.version == 1:
            raise UsageError(f"第{number}号草稿的第1版之前没有别的版本，不能比较。")
        old = self.version(number, before if before is not None else new.head.version - 1)
        return old.head, new.head, differences(old.draft, new.draft)

    def forget(self, number: int) -> None:
        """Remove a draft with its history.

        Raises:
            UsageError: there is no such draft.
        """
        self.history(number)
        with self._database.writing() as connection:
            forget_draft(connection, number)

    def _checked(self, draft: Draft, origin: Draft, library: Library, scope: Scope) -> Draft:
        """The draft with its checks worked out anew; `origin` knows where its borrowed sentences come from."""
        template = find_genre(draft.genre, self._home)
        sources = gather(library, scope, template.lead, newest=template.newest_inspection).copying(template.copied_from)
        headings = {section.heading or "正文" for section in draft.sections}
        borrowed = [one for one in origin.checks if one.name.startswith(BORROWED) and one.name.removeprefix(BORROWED) in headings]
        return with_checks(draft, sources, borrowed, self._home)

    def _next(self, last: KeptVersion, kept: Kept, action: str, detail: str) -> KeptVersion:
        head = self._add(last.head.draft, kept, last.head.scope, action, detail)
        return KeptVersion(head, kept)

    def _add(self, number: int | None, kept: Kept, scope: str, action: str, detail: str) -> StoredDraft:
        row = DraftRow(kept.draft.genre, kept.draft.title, scope, action, detail, self._user, pack(kept))
        with self._database.writing() as connection:
            draft, version = add_version(connection, number, row)
            return next(one for one in versions_of(connection, draft) if one.version == version)

"""The drafts that staff keep: saved, edited, drafted anew in part, compared, taken back to an earlier version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.accounts.acting import DRAFTED as NOTED
from assistant.accounts.acting import EXPORTED, REMOVED, Acting
from assistant.drafting.annex import BORROWED
from assistant.drafting.checked import with_checks
from assistant.drafting.clauses import LAYOUT
from assistant.drafting.compose import Rewording, compose
from assistant.drafting.differences import Difference, differences
from assistant.drafting.edited import edited_lines
from assistant.drafting.genre import find_genre
from assistant.drafting.letterhead import Letterhead
from assistant.drafting.merging import Kept, edited, rewritten
from assistant.drafting.outline import joined
from assistant.drafting.pieces import Piece, piece_label, with_piece
from assistant.drafting.reread import reread
from assistant.drafting.sources import gather
from assistant.drafting.wording import WORDED
from assistant.errors import NotAllowedError, UsageError
from assistant.store.codec import decode, encode, pack, unpack
from assistant.store.draft_versions import DraftRow, StoredDraft, add_version, forget_draft, newest_versions, version_body, versions_of
from assistant.types import Draft, Library, Role, Scope

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

    def __init__(
        self, acting: Acting, home: Path, library: Callable[[], AbstractContextManager[Library]], worded: Rewording | None = None
    ) -> None:
        self._acting = acting
        self._home = home
        self._library = library
        self._worded = worded

    def save(self, draft: Draft, scope: Scope) -> StoredDraft:
        """Keep a new draft."""
        checks = tuple(check for check in draft.checks if not check.name.startswith(LAYOUT))  # those are about a file
        whole = replace(draft, sections=joined(draft.sections), checks=checks)
        return self._add(None, Kept(whole, (False,) * len(whole.sections)), encode(scope), DRAFTED, "")

    def newest(self) -> list[StoredDraft]:
        """The newest version of each draft, the latest draft first."""
        self._acting.require(Role.DRAFTER)
        with self._acting.database.reading() as connection:
            return newest_versions(connection, self._acting.owned())

    def history(self, number: int) -> list[StoredDraft]:
        """Every version of a draft, the first one first.

        Raises:
            UsageError: there is no such draft.
        """
        self._acting.require(Role.DRAFTER)
        with self._acting.database.reading() as connection:
            found = versions_of(connection, number, self._acting.owned())
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
        with self._acting.database.reading() as connection:
            found = KeptVersion(head, unpack(Kept, version_body(connection, number, head.version)))
            snapshot = self._acting.seen(connection)
            if any(snapshot.hides(report) for report in rested_on(found.draft)):
                raise NotAllowedError(f"第{number}号草稿引用了您现在无权查看的资料，不能打开，请联系管理员。")
        return found

    def revise(self, number: int, sections: Sequence[str] = ()) -> KeptVersion:
        """Draft sections anew from what the library holds now, in a model's words where one is set: the named ones, or all not edited.

        Raises:
            UsageError: there is no such draft or section, or it comes out as it was.
        """
        last = self.version(number)
        scope = decode(Scope, last.head.scope)
        with self._library() as library:
            fresh = compose(last.head.genre, library, scope, home=self._home, worded=self._worded)
            fresh = replace(fresh, sections=joined(fresh.sections))
            kept = rewritten(last.kept, fresh, sections)
            if not differences(last.draft, kept.draft):
                raise UsageError(f"按现有资料重写，文字与第{number}号草稿第{last.head.version}版相同，没有另存新版。")
            mode = fresh.mode if fresh.mode == "model" else kept.draft.mode
            kept = replace(kept, draft=replace(self._checked(kept.draft, fresh, library, scope), mode=mode))
        return self._next(last, kept, REWRITTEN, "、".join(sections) or "未经修改的各节")

    def edit(self, number: int, path: Path) -> KeptVersion:
        """Take over what staff changed in a .docx or .md file of the draft.

        Raises:
            UsageError: there is no such draft, the file cannot be read, is another document, or changes nothing.
        """
        last = self.version(number)
        kept = edited(last.kept, reread(last.draft, edited_lines(path)))
        if not differences(last.draft, kept.draft):
            raise UsageError(f"“{path.name}”与第{number}号草稿第{last.head.version}版的文字相同，没有可保存的修改。")
        return self._taken_over(last, kept, path.name)

    def write(self, number: int, piece: Piece, seen: int) -> KeptVersion:
        """Take over what staff wrote for one piece of the version they see.

        Raises:
            UsageError: there is no such draft or piece, a newer version was kept meanwhile, or nothing changed.
        """
        last = self.version(number)
        if last.head.version != seen:
            raise UsageError(f"{last.head.made_by}已另存了第{last.head.version}版，请先复制好写的文字，再打开最新一版修改。")
        kept = edited(last.kept, with_piece(last.draft, piece))
        if not differences(last.draft, kept.draft):
            raise UsageError("这一处的文字没有变，没有另存新版。")
        return self._taken_over(last, kept, piece_label(last.draft, piece.name))

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
        with self._acting.database.writing() as connection:
            forget_draft(connection, number)
        self._acting.note(REMOVED, detail=f"第{number}号草稿")

    def export(self, found: KeptVersion, path: Path, head: Letterhead | None = None) -> Draft:
        """Write a version to a .docx, .pdf or .md file, with a red head if given; the draft with the check of its layout.

        Raises:
            UsageError: the path cannot be such a file, or a PDF cannot be printed here.
        """
        from assistant.drafting.output import check_output, write_output

        check_output(path)
        written = write_output(found.draft, path, head)
        self._acting.note(EXPORTED, rested_on(found.draft), f"第{found.head.draft}号草稿第{found.head.version}版")
        return written

    def _taken_over(self, last: KeptVersion, kept: Kept, detail: str) -> KeptVersion:
        """Keep what staff wrote, its figures held against the sources again."""
        with self._library() as library:
            kept = replace(kept, draft=self._checked(kept.draft, last.draft, library, decode(Scope, last.head.scope)))
        return self._next(last, kept, EDITED, detail)

    def _checked(self, draft: Draft, origin: Draft, library: Library, scope: Scope) -> Draft:
        """The draft with its checks worked out anew; `origin` knows where sentences are borrowed from, and what a model did."""
        template = find_genre(draft.genre, self._home)
        sources = gather(library, scope, template.lead, newest=template.newest_inspection).copying(template.copied_from)
        headings = {section.heading or "正文" for section in draft.sections}
        borrowed = [one for one in origin.checks if one.name.startswith(BORROWED) and one.name.removeprefix(BORROWED) in headings]
        texts = {section.text for section in draft.sections}
        same = {f"{WORDED}：{section.heading or '正文'}" for section in origin.sections if section.text in texts}
        worded = [one for one in origin.checks if one.name == WORDED or one.name in same]
        return with_checks(draft, sources, [*borrowed, *worded], self._home)

    def _next(self, last: KeptVersion, kept: Kept, action: str, detail: str) -> KeptVersion:
        head = self._add(last.head.draft, kept, last.head.scope, action, detail)
        return KeptVersion(head, kept)

    def _add(self, number: int | None, kept: Kept, scope: str, action: str, detail: str) -> StoredDraft:
        self._acting.require(Role.DRAFTER)
        draft = kept.draft
        row = DraftRow(draft.genre, draft.title, scope, action, detail, self._acting.name, pack(kept), self._acting.owned())
        with self._acting.database.writing() as connection:
            added, version = add_version(connection, number, row)
            made = next(one for one in versions_of(connection, added) if one.version == version)
        self._acting.note(NOTED, rested_on(draft), f"第{added}号草稿第{version}版")
        return made


def rested_on(draft: Draft) -> list[str]:
    """The reports that the figures of a draft come from."""
    return list(dict.fromkeys(figure.report for figure in draft.figures if figure.report))

"""What can go wrong, as one tree; each message is the Chinese sentence staff read, saying what to do.

AssistantError
├── UsageError            the call itself cannot be carried out as asked (unknown report, genre, place …)
│   └── NotAllowedError   whoever asks may not do it, or is not logged in
├── ReportError           a file cannot become a report
│   ├── UnreadableReport  wrong type, damaged, encrypted, binary
│   └── EmptyReport       nothing to read in it
├── SettingsError         a setting is missing or makes no sense
├── StoreError            the home folder is locked, damaged or of a newer version
├── KnowledgeError        a lexicon, template or prompt file cannot be used
└── LanguageModelError    the model endpoint failed; `retryable` says whether trying again may help
"""

from __future__ import annotations


class AssistantError(Exception):
    """Root of everything shown to staff as one sentence."""


class UsageError(AssistantError):
    """The call cannot be carried out as asked."""


class NotAllowedError(UsageError):
    """Whoever asks may not do it, or is not logged in."""


class ReportError(AssistantError):
    """A file cannot become a report."""


class UnreadableReport(ReportError):
    """The file is of a wrong type, damaged, encrypted or binary."""


class EmptyReport(ReportError):
    """The file holds no text."""


class SettingsError(AssistantError):
    """A setting is missing or makes no sense."""


class UnreachableError(SettingsError):
    """A server that the settings name does not answer now."""


class StoreError(AssistantError):
    """The home folder is locked, damaged or written by a newer version."""


class KnowledgeError(AssistantError):
    """A lexicon, template or prompt file cannot be used."""


class LanguageModelError(AssistantError):
    """The model endpoint failed."""

    def __init__(self, message: str, *, retryable: bool = False, status: int = 0) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.status = status
        """The HTTP status of a refused request, 0 for other failures."""

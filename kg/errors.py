"""Errors that `kg` raises on purpose.

::

    KgError                     anything below; its text is one line that says what to do
     ├── SourceError            a source named by the user cannot be found or read at all
     ├── DocumentError          one document cannot be read: it is skipped, the others go on
     ├── ModelError             a language model is not installed or does not fit
     ├── GraphError             a saved graph, an entity or a path cannot be found or read
     ├── FormatError            no format of this name, or it cannot write or read this
     ├── StoreError             a triple store cannot be reached, or refuses a graph
     └── ConfigError            a setting, flag or plug-in makes no sense
"""


class KgError(Exception):
    """Base of all errors that are the input's or the user's, not a bug."""


class SourceError(KgError):
    """A source named by the user cannot be found or read at all."""


class DocumentError(KgError):
    """One document cannot be read. `reason` is a stable word for reports ("encrypted")."""

    def __init__(self, message: str, reason: str = "unreadable") -> None:
        super().__init__(message, reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.args[0])


class ModelError(KgError):
    """A language model is not installed or lacks what the rules need."""


class GraphError(KgError):
    """A saved graph, an entity in it, or a path between two cannot be found or read."""


class FormatError(KgError):
    """No format of this name, or the format cannot write or read what was asked."""


class StoreError(KgError):
    """A triple store cannot be reached, or refuses a graph."""


class ConfigError(KgError):
    """A setting, flag or plug-in makes no sense."""

"""An expected no, in Dutch, with the law."""


class Refused(Exception):
    """The user asked for something that may not or cannot be done.

    The message is the sentence that the user reads; ``field`` names the form field it belongs to,
    ``article`` the law article it rests on.
    """

    def __init__(self, message: str, *, field: str | None = None, article: str = "") -> None:
        self.message = message
        self.field = field
        self.article = article
        super().__init__(message)


class Conflict(Refused):
    """Somebody else changed the record in the meantime; both versions must be shown."""

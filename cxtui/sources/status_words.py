"""What helpdesks call their statuses, sorted into ours."""

STATUS_WORDS: dict[str, tuple[str, ...]] = {
    "new": ("new", "created", "unassigned", "neu", "nowe", "nowy", "новый", "новая", "nuevo", "novo", "nouveau"),
    "open": (
        "open", "opened", "re-opened", "reopened", "re-open", "reopen", "in progress", "in-progress", "active",
        "assigned", "processing", "work in progress", "working", "ongoing", "escalated", "to do", "todo",
        "being processed", "processing (assigned)", "processing (planned)",
        "offen", "in bearbeitung", "otwarte", "otwarty", "w toku", "w realizacji", "открыт", "открыта", "открыто",
        "в работе", "abierto", "en curso", "en progreso", "aberto", "em andamento", "ouvert", "en cours",
    ),
    "pending": (
        "pending", "waiting", "waiting on customer", "waiting for customer", "awaiting customer", "awaiting reply",
        "awaiting user info", "waiting on contact", "waiting on us", "waiting on me", "replied", "answered",
        "pending reminder", "pending customer", "pending close", "pending auto close+", "pending auto close-",
        "snoozed",
        "wartend", "warten", "wartet auf kunden", "oczekujące", "oczekuje", "ожидание", "ожидает ответа", "pendiente",
        "pendente", "en attente",
    ),
    "hold": (
        "hold", "on hold", "on-hold", "waiting on third party", "waiting for third party", "awaiting vendor",
        "waiting for support", "awaiting problem", "awaiting evidence", "stalled", "paused", "suspended", "deferred",
        "zurückgestellt", "wstrzymane", "отложен", "отложено", "en espera", "em espera", "suspendu",
    ),
    "solved": (
        "solved", "resolved", "done", "completed", "complete", "fixed", "finished", "gelöst", "erledigt",
        "rozwiązane", "rozwiązany", "решен", "решён", "решено", "выполнено", "resuelto", "resolvido", "résolu",
    ),
    "closed": (
        "closed", "closed successful", "closed unsuccessful", "closed complete", "closed incomplete", "canceled",
        "cancelled", "rejected", "archived", "geschlossen", "zamknięte", "zamknięty", "закрыт", "закрыта", "закрыто",
        "cerrado", "fechado", "encerrado", "fermé", "clos", "clôturé",
    ),
}  # fmt: skip
"""Words of statuses without regard to case, by the status that they mean."""

"""What helpdesks call their statuses, sorted into ours."""

STATUS_WORDS: dict[str, tuple[str, ...]] = {
    "new": (
        "new", "created", "unassigned", "neu", "nowe", "nowy", "новый", "новая", "nuevo", "novo", "nouveau",
        "à faire", "zu erledigen", "do zrobienia", "к выполнению", "por hacer", "a fazer", "nouvelle", "nueva",
        "nova", "logged", "submitted", "received", "registered", "eingegangen", "zgłoszone", "зарегистрирована",
        "зарегистрировано",
    ),
    "open": (
        "open", "opened", "re-opened", "reopened", "re-open", "reopen", "in progress", "in-progress", "active",
        "assigned", "processing", "work in progress", "working", "ongoing", "escalated", "to do", "todo",
        "being processed", "processing (assigned)", "processing (planned)", "offen", "in bearbeitung", "otwarte",
        "otwarty", "w toku", "w realizacji", "открыт", "открыта", "открыто", "в работе", "abierto", "en curso",
        "en progreso", "aberto", "em andamento", "ouvert", "en cours", "geöffnet", "in arbeit", "em progresso",
        "em atendimento", "abierta", "aberta", "ouverte", "en traitement", "en cours de traitement", "w trakcie",
        "otwarta", "przypisane", "zugewiesen", "assigné", "asignado", "atribuído", "назначено", "назначена",
        "in behandlung", "wiedereröffnet", "rouvert", "reabierto", "reaberto", "under investigation",
        "investigating", "started", "dispatched", "accepted", "on it", "under review",
    ),
    "pending": (
        "pending", "waiting", "waiting on customer", "waiting for customer", "awaiting customer", "awaiting reply",
        "awaiting user info", "waiting on contact", "waiting on us", "waiting on me", "replied", "answered",
        "pending reminder", "pending customer", "pending close", "pending auto close+", "pending auto close-",
        "snoozed", "wartend", "warten", "wartet auf kunden", "oczekujące", "oczekuje", "ожидание", "ожидает ответа",
        "pendiente", "pendente", "en attente", "rückfrage", "warten auf kunde", "warten auf rückmeldung", "wartet",
        "awaiting", "pending customer response", "waiting for response", "waiting for reply", "on customer",
        "oczekuje na klienta", "oczekiwanie", "ожидает", "ожидает клиента", "en attente du client",
        "esperando al cliente", "aguardando cliente", "aguardando", "information required", "need more info",
        "more info needed", "feedback",
    ),
    "hold": (
        "hold", "on hold", "on-hold", "waiting on third party", "waiting for third party", "awaiting vendor",
        "waiting for support", "awaiting problem", "awaiting evidence", "stalled", "paused", "suspended",
        "deferred", "zurückgestellt", "wstrzymane", "отложен", "отложено", "en espera", "em espera", "suspendu",
        "angehalten", "pausiert", "blocked", "blockiert", "bloqueado", "bloqué", "zablokowane", "заблокировано",
        "приостановлено", "приостановлена", "parked", "waiting for vendor", "vendor", "scheduled",
    ),
    "solved": (
        "abgeschlossen", "beendet",
        "solved", "resolved", "done", "completed", "complete", "fixed", "finished", "gelöst", "erledigt",
        "rozwiązane", "rozwiązany", "решен", "решён", "решено", "выполнено", "resuelto", "resolvido", "résolu",
        "terminé", "terminé(e)", "terminée", "fertig", "behoben", "zrobione", "gotowe", "готово", "выполнена",
        "решена", "resuelta", "finalizado", "finalizada", "concluído", "resolvida", "résolue", "solucionado",
        "solucionada", "listo", "hecho", "feito", "ukończone", "zrealizowane", "success", "successful",
    ),
    "closed": (
        "closed", "closed successful", "closed unsuccessful", "closed complete", "closed incomplete", "canceled",
        "cancelled", "rejected", "archived", "geschlossen", "zamknięte", "zamknięty", "закрыт", "закрыта",
        "закрыто", "cerrado", "fechado", "encerrado", "fermé", "clos", "clôturé", "clôturée", "fermée", "close",
        "cerrada", "fechada", "encerrada", "abgebrochen", "annulé", "annulée", "cancelado", "cancelada",
        "anulowane", "odrzucone", "отменено", "отменена", "отклонено", "отклонена", "abgelehnt", "storniert",
        "rejeté", "rechazado", "declined", "withdrawn", "duplicate", "spam", "deleted", "merged", "abandoned",
        "expired", "zamknięta", "won't do", "won't fix",
    ),
}  # fmt: skip
"""Words of statuses without regard to case, by the status that they mean."""

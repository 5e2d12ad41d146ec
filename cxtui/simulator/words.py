"""What customers write about and how: topics, products, places, and subjects nobody should trust."""

from dataclasses import dataclass

from cxtui.simulator.seeded_random import SeededRandom, Weighted


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing customers ask about.

    ``escalates`` is the chance that a first reply finds it needs the second line (``team`` there);
    ``easy`` topics are those a bot can answer; ``effort`` multiplies working time.
    """

    id: str
    weight: float
    team: str
    escalates: float
    effort: float
    easy: bool
    subjects: tuple[str, ...]


TOPICS = {
    t.id: t
    for t in (
        Topic("delivery", 17, "tech", 0.015, 0.9, True, (
            "Where is my order {n}?", "Gdzie jest moja paczka nr {n}?", "Parcel {n} says delivered, it isn't",
            "注文 {n} がまだ届きません", "Доставка {n} — третий день без обновлений",
            "Paquete {n} retenido en aduana",
        )),
        Topic("invoice", 13, "billing", 0.035, 1.0, False, (
            "Invoice {n}: wrong VAT number", "Faktura {n} – błędny NIP", "Rechnung {n} doppelt abgebucht",
            "Facture {n} introuvable", "請求書 {n} の宛名変更のお願い", "Charged twice for {n}",
        )),
        Topic("refund", 10, "billing", 0.06, 1.2, False, (
            "Refund for {n} still not here", "Zwrot pieniędzy za {n}", "Rückerstattung {n} – seit 3 Wochen!",
            "退款申请 {n}", "Remboursement de {n}, deuxième rappel", "I want my money back 😡 ({n})",
        )),
        Topic("login", 14, "tech", 0.025, 0.8, True, (
            "Can't log in", "Nie mogę się zalogować", "2FA code never arrives", "ログインできません",
            "Passwort vergessen, Mail kommt nicht", "לא מצליח להתחבר לחשבון", "Account locked after update",
        )),
        Topic("outage", 6, "tech", 0.11, 1.1, False, (
            "Everything down since {h}:00", "Serwis nie działa od {h}:00", "503 on every page",
            "502 Bad Gateway, order {n}", "Ausfall in Region EU-{h}?", "サーバーに接続できない",
            "Sync stuck at {h} %",
        )),
        Topic("bug", 9, "tech", 0.12, 1.4, False, (
            "Export gives an empty file", "App crashes when I open report {n}",
            "Błąd przy zapisie formularza", "Button does nothing (iPad, iOS 18)",
            "Les accents deviennent Ã© dans l’export", "报表 {n} 数字不对",
        )),
        Topic("how-to", 15, "tech", 0.015, 0.9, True, (
            "How do I add a colleague?", "Jak zmienić adres dostawy?", "Import from Excel: which columns?",
            "Wie exportiere ich {n} Kontakte?", "¿Cómo cambio el idioma?", "API limit for plan {h}?",
        )),
        Topic("contract", 6, "billing", 0.05, 1.3, False, (
            "Cancel my subscription", "Wypowiedzenie umowy {n}", "Upgrade to the yearly plan",
            "Kündigung zum Monatsende", "契約更新について", "Price change – please explain",
        )),
        Topic("returns", 7, "billing", 0.025, 1.0, True, (
            "Return label for {n}", "Reklamacja {n} – pęknięta obudowa", "Wrong size, want to swap {n}",
            "Rücksendung {n}", "إرجاع الطلب {n}", "Received somebody else's parcel 📦",
        )),
        Topic("praise", 3, "tech", 0, 0.6, False, (
            "Thank you, Sam!", "Dziękuję za pomoc 🙏", "Great support 👏👏👏", "ありがとうございました",
        )),
    )
}  # fmt: skip

TOPIC = Weighted({t.id: t.weight for t in TOPICS.values()})
RETAGGED = ("invoice", "refund", "how-to", "bug", "login", "delivery")
PRODUCT = Weighted({"Shop": 5.0, "App": 4.0, "Cloud": 3.0, "Terminal": 1.5, "API": 1.0})
PLACE = Weighted({"PL": 9.0, "DE": 6.0, "FR": 3.0, "ES": 2.5, "GB": 2.5, "CZ": 2.0, "UA": 1.5, "JP": 1.0, "IL": 0.7})

_PREFIXES = ("Re: ", "RE: Fwd: ", "[EXT] ", "URGENT!!! ", "❗", "Odp: ", "AW: ")
_HOSTILE = (
    "{s} [bold red]READ THIS[/bold red] [/]",
    "\x1b[31m{s}\x1b[0m\x1b]0;pwned\x07",
    "\u202e{s}\u202c (invoice_fdp.exe)",
    '=HYPERLINK("http://example.invalid","{s}")',
    "<script>alert('{s}')</script>",
    "{s}\nBcc: everyone@example.invalid",
    "{s}; DROP TABLE ticket;--",
    "{s} \u200b\u200d\ufeff👩‍👩‍👧‍👦 e\u0301\u0327\u0323 Ｆｕｌｌｗｉｄｔｈ　株式会社",
    "\t\"{s}\", 'quoted', \\n and 100%",
    "[@click=app.quit]{s}[/]",
)
_LONG = (
    " I have written four times already and each time somebody else answers, asks for the order number, "
    "which is in the first line of every message, and then promises a call that never comes."
)

COMMENTS_GOOD = ("Quick and kind", "Super, dziękuję!", "Solved in one go 👍", "神対応でした", "Helpful", "")
COMMENTS_BAD = (
    "Had to ask three times", "Nikt nie przeczytał mojej wiadomości", "Copy-paste answers", "Still broken",
    "[b]never again[/b]", "Antwort kam zu spät", "",
)  # fmt: skip


def subject(rng: SeededRandom, topic: str) -> str:
    """Return what a customer puts in the subject line: one in forty is hostile, one in eighty very long."""
    text = rng.pick(TOPICS[topic].subjects)
    if "{" in text:
        text = text.format(n=rng.between(10_000, 99_999), h=rng.between(6, 22))
    luck = rng.roll()
    if luck < 0.025:
        return rng.pick(_HOSTILE).replace("{s}", text)
    if luck < 0.0375:
        return text + _LONG * rng.between(1, 4)
    if luck < 0.12:
        return rng.pick(_PREFIXES) + text
    return text

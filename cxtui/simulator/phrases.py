"""What people of nine languages are called and write, for floors whose words fit their customers."""

from dataclasses import dataclass

from cxtui.simulator.seeded_random import SeededRandom


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: names, companies, how it says that something is urgent, a subject a topic, what ratings say."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    companies: tuple[str, ...]
    urgent: str
    subjects: dict[str, tuple[str, ...]]
    good: tuple[str, ...]
    bad: tuple[str, ...]


def _subjects(*lines: str) -> dict[str, tuple[str, ...]]:
    topics = ("delivery", "invoice", "refund", "login", "outage", "bug", "how-to", "contract", "returns", "praise")
    return {topic: tuple(line.split(" | ")) for topic, line in zip(topics, lines, strict=True)}


TONGUES = {
    "PL": Tongue(
        given=("Ola", "Marek", "Zofia", "Łukasz", "Ewa", "Piotr", "Katarzyna", "Jan"),
        family=("Nowak", "Zielińska", "Kowalczyk", "Król", "Mazur", "Lis", "Wójcik", "Dąbrowska"),
        companies=("Łódzkie Młyny SA", "Zażółć Sp. z o.o.", "Meble Wisła Sp. z o.o.", "Bałtyk Logistyka SA"),
        urgent="PILNE: {s}",
        subjects=_subjects(
            "Gdzie jest moja paczka nr {n}? | Paczka {n} ma status „doręczona”, a jej nie ma",
            "Faktura {n} – błędny NIP | Proszę o duplikat faktury {n}",
            "Zwrot pieniędzy za {n} | Kiedy dostanę zwrot za zamówienie {n}?",
            "Nie mogę się zalogować | Kod 2FA nie przychodzi",
            "Serwis nie działa od {h}:00 | Błąd 503 na każdej stronie",
            "Błąd przy zapisie formularza | Eksport daje pusty plik",
            "Jak zmienić adres dostawy? | Jak dodać drugą osobę do konta?",
            "Wypowiedzenie umowy {n} | Przejście na plan roczny",
            "Reklamacja {n} – pęknięta obudowa | Etykieta zwrotna dla {n}",
            "Dziękuję za pomoc 🙏 | Świetna obsługa, dziękuję!",
        ),
        good=("Super, dziękuję!", "Szybko i miło"), bad=("Nikt nie przeczytał mojej wiadomości", "Za długo to trwało"),
    ),
    "DE": Tongue(
        given=("Jürgen", "Anke", "Lukas", "Sabine", "Björn", "Miriam", "Felix", "Heike"),
        family=("Weiß", "Krüger", "Schäfer", "Vogel", "Brandt", "Köhler", "Fuchs", "Lorenz"),
        companies=("Bäcker & Söhne GmbH", "Nordlicht GmbH", "Rheinwerk AG", "Kessler Technik GmbH"),
        urgent="DRINGEND: {s}",
        subjects=_subjects(
            "Wo bleibt meine Bestellung {n}? | Paket {n} seit drei Tagen ohne Bewegung",
            "Rechnung {n} doppelt abgebucht | Rechnung {n}: falsche USt-IdNr.",
            "Rückerstattung {n} steht noch aus | Wann kommt die Gutschrift für {n}?",
            "Passwort vergessen, Mail kommt nicht | Anmeldung schlägt fehl",
            "Dienst seit {h} Uhr nicht erreichbar | Fehler 503 auf jeder Seite",
            "Export liefert eine leere Datei | App stürzt beim Bericht {n} ab",
            "Wie exportiere ich {n} Kontakte? | Wie lege ich einen Kollegen an?",
            "Kündigung zum Monatsende | Wechsel in den Jahrestarif",
            "Rücksendung {n} | Falsche Größe, Umtausch {n}",
            "Vielen Dank für die schnelle Hilfe! | Toller Service, danke",
        ),
        good=("Schnell und freundlich", "Sofort gelöst"), bad=("Antwort kam zu spät", "Dreimal nachgefragt"),
    ),
    "FR": Tongue(
        given=("Chloë", "Hugo", "Camille", "Antoine", "Inès", "Julien", "Manon", "Rémi"),
        family=("Dubois", "Benali", "Lefèvre", "Moreau", "Garnier", "Rousseau", "Faure", "Colin"),
        companies=("Ateliers Moreau SA", "Lumière et Fils SARL", "Transports Garnier SA", "Cévennes Bio SARL"),
        urgent="URGENT : {s}",
        subjects=_subjects(
            "Où est ma commande {n} ? | Colis {n} bloqué depuis trois jours",
            "Facture {n} introuvable | Facture {n} : TVA erronée",
            "Remboursement de {n} | Remboursement {n} toujours pas reçu",
            "Impossible de me connecter | Code de validation jamais reçu",
            "Plus rien ne répond depuis {h} h | Erreur 503 sur toutes les pages",
            "Les accents deviennent Ã© dans l’export | Le bouton ne fait rien sur iPad",
            "Comment ajouter une collègue ? | Comment changer la langue ?",
            "Résiliation de l’abonnement | Passage à la formule annuelle",
            "Étiquette de retour pour {n} | Mauvaise taille, échange de {n}",
            "Merci pour votre aide ! | Un grand merci à toute l’équipe",
        ),
        good=("Rapide et aimable", "Réglé en une fois"), bad=("Trop long", "Réponse copiée-collée"),
    ),
    "ES": Tongue(
        given=("Tomás", "Lucía", "Álvaro", "Marta", "Diego", "Nuria", "Javier", "Elena"),
        family=("García", "Peña", "Romero", "Iglesias", "Núñez", "Serrano", "Vidal", "Castro"),
        companies=("Peña Hermanos SL", "Olivares del Sur SA", "Viajes Romero SL", "Textiles Vidal SA"),
        urgent="URGENTE: {s}",
        subjects=_subjects(
            "¿Dónde está mi pedido {n}? | Paquete {n} retenido en aduana",
            "Factura {n} con NIF equivocado | Me han cobrado dos veces {n}",
            "Devolución del dinero de {n} | Reembolso {n} pendiente",
            "No puedo entrar en mi cuenta | El código no llega",
            "Nada funciona desde las {h} | Error 503 en todas las páginas",
            "La exportación sale vacía | La aplicación se cierra en el informe {n}",
            "¿Cómo cambio el idioma? | ¿Cómo añado a un compañero?",
            "Baja de la suscripción | Cambio al plan anual",
            "Etiqueta de devolución de {n} | Talla equivocada, cambio de {n}",
            "¡Gracias por la ayuda! | Un trato estupendo",
        ),
        good=("Rápido y amable", "Resuelto a la primera"), bad=("Tardaron demasiado", "Tuve que preguntar tres veces"),
    ),
    "GB": Tongue(
        given=("Sam", "Amara", "Siobhán", "Ravi", "Grace", "Callum", "Holly", "Owen"),
        family=("O'Brien", "Iyer", "Okafor", "Hughes", "Bennett", "Walsh", "Clarke", "Doyle"),
        companies=("Acme Ltd", "Globex Ltd", "Harbour & Finch Ltd", "Wayne Textiles Ltd"),
        urgent="URGENT: {s}",
        subjects=_subjects(
            "Where is my order {n}? | Parcel {n} says delivered, it isn't",
            "Invoice {n}: wrong VAT number | Charged twice for {n}",
            "Refund for {n} still not here | When will {n} be refunded?",
            "Can't log in | 2FA code never arrives",
            "Everything down since {h}:00 | 503 on every page",
            "Export gives an empty file | App crashes when I open report {n}",
            "How do I add a colleague? | Import from Excel: which columns?",
            "Cancel my subscription | Upgrade to the yearly plan",
            "Return label for {n} | Wrong size, want to swap {n}",
            "Thank you for your help! | Great support 👏",
        ),
        good=("Quick and kind", "Solved in one go 👍"), bad=("Had to ask three times", "Copy-paste answers"),
    ),
    "CZ": Tongue(
        given=("Hana", "Jakub", "Eliška", "Tomáš", "Petra", "Ondřej", "Lenka", "Vojtěch"),
        family=("Svoboda", "Dvořák", "Marek", "Šimek", "Beneš", "Kučera", "Říha", "Pokorný"),
        companies=("Vltava Sklo s.r.o.", "Morava Nářadí s.r.o.", "Dvořák a syn s.r.o."),
        urgent="NALÉHAVÉ: {s}",
        subjects=_subjects(
            "Kde je moje zásilka {n}?", "Faktura {n}: chybné DIČ", "Vrácení peněz za {n}", "Nemohu se přihlásit",
            "Služba nefunguje od {h}:00 | Chyba 503 na každé stránce", "Export vytvoří prázdný soubor",
            "Jak přidám kolegu?", "Výpověď smlouvy {n}", "Reklamace {n} – špatná velikost", "Děkuji za pomoc!",
        ),
        good=("Rychlé a milé",), bad=("Trvalo to příliš dlouho",),
    ),
    "UA": Tongue(
        given=("Oksana", "Dmytro", "Ірина", "Тарас", "Олена", "Богдан"),
        family=("Melnyk", "Shevchenko", "Бондар", "Коваль", "Ткаченко"),
        companies=("Молоко ТОВ", "Дніпро Логістик ТОВ"),
        urgent="ТЕРМІНОВО: {s}",
        subjects=_subjects(
            "Де моє замовлення {n}?", "Рахунок {n}: помилка в реквізитах", "Повернення коштів за {n}",
            "Не можу увійти", "Нічого не працює з {h}:00 | Помилка 503 на кожній сторінці", "Експорт дає порожній файл",
            "Як додати колегу?", "Розірвання договору {n}", "Повернення товару {n}", "Дякую за допомогу!",
        ),
        good=("Швидко і привітно",), bad=("Дуже довго",),
    ),
    "JP": Tongue(
        given=("結衣", "大輔", "Yuki", "美咲"),
        family=("佐藤", "田中", "Sato", "山本"),
        companies=("東京電気株式会社", "青葉商事株式会社"),
        urgent="【至急】{s}",
        subjects=_subjects(
            "注文 {n} がまだ届きません", "請求書 {n} の宛名変更のお願い", "{n} の返金について", "ログインできません",
            "{h}時からサーバーに接続できません | どのページも503になります", "エクスポートが空になります",
            "担当者を追加する方法", "契約更新について", "{n} の返品について", "ありがとうございました",
        ),
        good=("神対応でした",), bad=("回答が遅い",),
    ),
    "IL": Tongue(
        given=("נועה", "Noor", "Leila", "Yael"),
        family=("כהן", "Haddad", "Rahimi", "Levi"),
        companies=("Carmel Foods Ltd", "Negev Solar Ltd"),
        urgent="דחוף: {s}",
        subjects=_subjects(
            "איפה ההזמנה {n}?", "חשבונית {n} שגויה", "החזר כספי עבור {n}", "לא מצליח להתחבר לחשבון",
            "השירות לא עובד מאז {h}:00 | שגיאה 503 בכל דף", "הייצוא יוצא ריק", "איך מוסיפים עמית?",
            "ביטול מנוי", "החזרת הזמנה {n}", "תודה על העזרה!",
        ),
        good=("מהיר ואדיב",), bad=("לקח יותר מדי זמן",),
    ),
}  # fmt: skip
"""By the customer's place."""


def fitting_subject(rng: SeededRandom, place: str, topic: str, priority: str, hour: int | None = None) -> str:
    """Return a subject in the language of a place; of urgent ones three in five say that they are."""
    tongue = TONGUES[place]
    text = rng.pick(tongue.subjects[topic])
    text = text.format(n=rng.between(10_000, 99_999), h=rng.between(6, 22) if hour is None else hour)
    return tongue.urgent.format(s=text) if priority == "urgent" and rng.chance(0.6) else text


def fitting_name(rng: SeededRandom, place: str) -> str:
    """Return a person's name as it is usual in a place."""
    tongue = TONGUES[place]
    given, family = rng.pick(tongue.given), rng.pick(tongue.family)
    return f"{family} {given}" if place == "JP" else f"{given} {family}"

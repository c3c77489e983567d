/// The words by which refusals are told apart, without accents.
extension RefusalWords {
    /// Beginnings of words; with a full stop whole words.
    static let others = WordBeginnings(
        """
        spam blacklist blocklist denylist whitelist allowlist dnsbl rbl. uribl surbl reputation greylist graylist
        spamhaus spamcop barracuda block polic relay denied deny prohibit forbid authenticat authoriz authoris
        unauthori permission spf dkim dmarc arc. throttl tempor quota overquota full. overfull virus malware phish
        content unsolicited bulk. suspicious abus sender originator limit ratelimit banned ip. poor security secure
        tls ssl rate. quickly hour minute seconds moment later currently presently today daily expir timeout exceed
        storage space. size large volume frequen excessive connect hostname helo ehlo ptr rdns reverse client
        signature attachment header url link. loop hops hop. maintenance overload busy defer retry again. restrict
        suspend locked frozen complain suppress inbound outbound mailfrom disk trust threat untrusted vacation quarantin
        voll. uberfullt kontingent speicher gesperrt blockier richtlinie absender vorubergehend spater stunde
        uberschritten begrenz erneut derzeit momentan abgelaufen verboten verweiger inhalt erlaubt zeituberschreitung
        sicherheit werbung
        przepeln pelna. pelny. zablokowan nadawc tymczasow pozniej godzin zbyt. przekrocz tresc chwilowo czarnej ponownie
        zabronion odmow niedozwolon
        plna. plny. kvot prekroc blokovan odesilatel odosielatel docasn pozdej neskor prilis. obsah zakaz znovu opakujte
        pravid
        megtelt megtel tele. felado kuldo ideiglenes kesobb tul. letilt tilt tiltolist tartal korlat orankent oran. perc.
        atmenet szabaly
        plein pleine expediteur trop. bloqu reessay heure depass politi contenu noire
        piena. pieno. mittente troppi. troppe. bloccat superat riprova ore.
        llen remitente demasiad excedid cuota superad tarde. cheia. remetente
        vol. afzender tijdelijk geblokkeerd quotum overschreden
        """
    )

    static let otherPhrases = WordPhrases([
        "too many", "too much", "too fast", "too often", "too big", "too long", "at a rate", "this time", "timed out",
        "try again", "try later", "per day", "last day", "not allowed", "not permitted", "not yet", "from address",
        "mail from", "envelope from", "return path", "your address", "your domain", "your server",
        "zu viele", "zu viel", "zu gross", "liste noire", "lista nera", "cerna listina",
        "plus tard", "mas tarde", "mais tarde", "lista negra", "na razie", "for now", "right now",
    ])

    /// What makes a refusal without a clear status unclear.
    static let doubts = WordBeginnings(
        """
        access accept or. either perhaps maybe unverif verif callout callback unavailable internal database ldap. system.
        syntax password dostep pristup hozzaferes zugriff oder. lub. nebo. alebo. vagy. ou. oppure.
        """
    )

    /// Phrases that say that there is no such user and nothing else.
    static let nobodyPhrases = WordPhrases(english + otherLanguages)

    private static let english: [String] = {
        let nouns = [
            "user", "account", "mailbox", "recipient", "addressee", "address", "mail box", "email account",
            "email address", "local user", "local part",
        ]
        let before = ["no such", "unknown", "nonexistent", "non existent", "non existing"]
        let after = [
            "unknown", "is unknown", "not known", "is not known", "does not exist", "doesn t exist", "not found",
            "is not found", "was not found", "wasn t found", "could not be found", "couldn t be found",
            "cannot be found", "can t be found", "no longer exists", "not exist",
        ]
        let pairs = nouns.flatMap { noun in before.map { "\($0) \(noun)" } + after.map { "\(noun) \($0)" } }
        return pairs + [
            "no mailbox here by that name", "no mailbox by that name", "no account by that name",
            "no user by that name",
            "no mailbox here with that name", "mailbox name invalid", "invalid mailbox", "invalid recipient",
            "recipient invalid", "invalid user", "no such person", "nobody here by that name",
            "this user doesn t have a",
            "this user does not have a", "is not a known user", "not a valid mailbox", "not a valid user",
            "not a valid recipient", "user not local", "recipientnotfound", "nosuchuser", "userunknown",
            "nosuchmailbox",
            "address you entered couldn t be found", "address you entered could not be found", "wasn t found at",
            "you tried to reach does not exist", "we do not have a user", "there is no user", "there is no mailbox",
            "no user with this address", "no user with that address",
        ]
    }()

    private static let otherLanguages = [
        // German
        "benutzer unbekannt", "empfanger unbekannt", "unbekannter empfanger", "unbekannter benutzer",
        "adresse unbekannt", "unbekannte adresse", "postfach existiert nicht", "adresse existiert nicht",
        "empfangeradresse existiert nicht", "benutzer existiert nicht", "konto existiert nicht",
        "postfach nicht vorhanden", "kein solches postfach", "kein solcher benutzer",
        "eingegebene e mail adresse wurde "
            + "nicht gefunden", "empfanger nicht gefunden", "postfach nicht gefunden",
        // Polish
        "nie ma takiego uzytkownika", "nie ma takiego konta", "nie ma takiego adresu", "nie ma takiej skrzynki",
        "uzytkownik nie istnieje", "konto nie istnieje", "adres nie istnieje", "skrzynka nie istnieje",
        "odbiorca nie istnieje", "adresat nie istnieje", "nieznany uzytkownik", "uzytkownik nieznany",
        "nieznany odbiorca", "nieznany adresat", "odbiorca nieznany", "brak takiego uzytkownika", "brak takiego konta",
        "brak takiej skrzynki",
        // Czech and Slovak
        "uzivatel neexistuje", "schranka neexistuje", "adresa neexistuje", "prijemce neexistuje", "ucet neexistuje",
        "neznamy uzivatel", "neznamy prijemce", "neznama adresa", "uzivatel nenalezen", "takovy uzivatel neexistuje",
        "pouzivatel neexistuje", "prijemca neexistuje", "neznamy pouzivatel", "neznamy prijemca", "konto neexistuje",
        // Hungarian
        "nincs ilyen felhasznalo", "nincs ilyen postafiok", "nincs ilyen cim", "nincs ilyen cimzett",
        "ismeretlen felhasznalo", "ismeretlen cimzett", "postafiok nem letezik", "cimzett nem letezik",
        "felhasznalo nem letezik", "cim nem letezik", "fiok nem letezik",
        // French
        "utilisateur inconnu", "destinataire inconnu", "adresse inconnue", "compte inconnu", "boite inexistante",
        "boite aux lettres inexistante", "adresse n existe pas", "utilisateur n existe pas", "compte n existe pas",
        "destinataire n existe pas", "boite aux lettres n existe pas",
        // Italian
        "utente sconosciuto", "destinatario sconosciuto", "casella inesistente", "indirizzo inesistente",
        "utente inesistente", "casella non esiste", "utente non esiste", "indirizzo non esiste",
        // Spanish and Portuguese
        "usuario desconocido", "destinatario desconocido", "usuario no existe", "buzon no existe", "cuenta no existe",
        "direccion no existe", "destinatario no existe", "buzon inexistente", "usuario desconhecido",
        "destinatario desconhecido", "usuario nao existe", "conta nao existe", "usuario inexistente",
        // Dutch
        "onbekende gebruiker", "gebruiker onbekend", "ontvanger onbekend", "gebruiker bestaat niet",
        "adres bestaat niet",
        "mailbox bestaat niet", "postvak bestaat niet",
    ]
}

import Contacts
import Messaging
package import Storage

/// The message with the link by which somebody confirms a sign-up.
package enum ConfirmationTemplate {
    /// What the program's own template is called; the team may change what it says.
    package static let standardName = "Sign-up confirmation"

    /// The template of a form; the program's own where the form names none, or one that is gone.
    ///
    /// A sign-up must not get lost because somebody renamed a template.
    static func find(for form: FormDefinition, at now: Int64, _ connection: any Connection) throws -> TemplateID {
        let reader = TemplateReader(connection)
        for name in [form.template, standardName].compactMap(\.self) {
            if let template = try reader.template(.email, named: name) { return template.id }
        }
        return try TemplateStore.make(standardName, .email, standard, account: nil, at: now, connection).id
    }

    /// Why a template cannot carry the link; nothing where it can.
    package static func flaw(of name: String, _ connection: any Connection) throws -> String? {
        guard let template = try TemplateReader(connection).template(.email, named: name) else {
            return "there is no e-mail template \"\(name)\": name one that exists"
        }
        guard let gap = template.content.bodies(without: .confirmation).first else { return nil }
        return
            "the template \"\(name)\" has no {{confirm-url}} in its \(gap.body.rawValue) (\(gap.language)): add it there"
    }

    static let standard = TemplateContent(
        language: "en",
        variants: [
            "en": .init(
                subject: "Please confirm",
                text: """
                    Hello,

                    somebody, we hope it was you, signed up with this address. If you want that, please open this page and confirm:

                    {{confirm-url}}

                    If it was not you, do nothing: you will hear no more of us.
                    """
            ),
            "de": .init(
                subject: "Bitte bestätigen",
                text: """
                    Hallo,

                    jemand, hoffentlich Sie selbst, hat sich mit dieser Adresse angemeldet. Wenn Sie das möchten, öffnen Sie bitte diese Seite und bestätigen Sie:

                    {{confirm-url}}

                    Wenn Sie das nicht waren, tun Sie nichts: Sie hören nichts mehr von uns.
                    """
            ),
            "pl": .init(
                subject: "Prosimy o potwierdzenie",
                text: """
                    Dzień dobry,

                    ktoś, mamy nadzieję, że Ty, zapisał się, podając ten adres. Jeśli tego chcesz, otwórz tę stronę i potwierdź:

                    {{confirm-url}}

                    Jeśli to pomyłka, nie rób nic: nie będziemy więcej pisać.
                    """
            ),
        ],
        isFollowed: false
    )
}

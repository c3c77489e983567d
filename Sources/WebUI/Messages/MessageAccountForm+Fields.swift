import Mail
import Messaging

extension MessageAccountForm {
    /// The fields of the kind.
    var fields: [FormField] {
        let name = FormField("name", "Name", value: self["name"], limit: 255, isRequired: true)
        let rate = FormField(
            "per-minute",
            "Messages a minute at most",
            .number,
            value: self["per-minute"],
            help: "Empty: as many as can be sent."
        )
        switch kind {
        case .email: return [name] + server + sender + [rate]
        case .http:
            return [
                name, FormField("url", "Address of the gateway", value: self["url"], limit: 2000, isRequired: true),
                FormField("sender", "Sender", value: self["sender"], limit: 100, isRequired: true),
                FormField(
                    "authorization",
                    "Authorization",
                    .password,
                    help: "What the header of this name says, such as Bearer and a key. Empty keeps what is there.",
                    autocomplete: "off"
                ), rate,
            ]
        case .file: return [name, FormField("path", "File in the folder", value: self["path"], isRequired: true)]
        }
    }

    private var server: [FormField] {
        [
            FormField("host", "Mail server", value: self["host"], limit: 255, isRequired: true),
            FormField("port", "Port", .number, value: self["port"], isRequired: true),
            FormField(
                "security",
                "Security",
                .choice([
                    (SMTPAccount.Security.startTLS.rawValue, "STARTTLS"), (SMTPAccount.Security.tls.rawValue, "TLS"),
                    (SMTPAccount.Security.none.rawValue, "none"),
                ]),
                value: self["security"]
            ),
            FormField("user", "User", value: self["user"], limit: 255, autocomplete: "off"),
            FormField(
                "password",
                "Password",
                .password,
                help: "Empty keeps what is there.",
                autocomplete: "new-password"
            ),
        ]
    }

    private var sender: [FormField] {
        [
            FormField("from", "Sender’s address", .email, value: self["from"], isRequired: true),
            FormField("from-name", "Sender’s name", value: self["from-name"], limit: 255),
            FormField("reply-to", "Answers go to", .email, value: self["reply-to"]),
            FormField(
                "bounces",
                "Reports go to",
                .email,
                value: self["bounces"],
                help: "Where mail servers report what they cannot deliver. A plus sign and the number of the message "
                    + "are added, so the server must take such addresses. Empty: the sender’s address."
            ),
            FormField("connections", "Connections at a time", .number, value: self["connections"]),
        ]
    }
}

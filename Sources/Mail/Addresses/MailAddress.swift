/// Somebody who sends or receives e-mail: an address, and perhaps a name to show.
package struct MailAddress: Hashable, Sendable {
    /// What readers see in place of the address.
    package let name: String?
    /// As it was given; whether it can be written to is checked when a message is encoded or sent.
    package let address: String

    package init(_ address: String, name: String? = nil) {
        self.address = address
        self.name = name
    }
}

import Contacts

/// Why an account cannot be kept.
package enum AccountError: ExplainedError, Equatable {
    case emptyName
    case nameTaken(String)
    case unknown(String)
    /// Templates are sent from it.
    case inUse(String, templates: Int)
    case emptyHost
    case port
    case address(String)
    /// With the number of a message behind it, the part before the `@` is longer than any may be.
    case longBounceAddress(limit: Int)
    case connections(ClosedRange<Int>)
    case perMinute(ClosedRange<Int64>)
    case timeout(ClosedRange<Int>)
    case url(String)
    case emptySender
    case emptyPath
    /// The operator has not set a folder for files.
    case noFolder
    case missingFolder(String)
    case outside(String, folder: String)
    case unwritable(String)
    /// The password would travel for everybody to read.
    case openPassword
    /// A line break would end the header or the line in which the text goes out.
    case notOneLine(String)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .emptyName: "an account needs a name of at most 255 characters on one line"
        case .nameTaken(let name): "there is an account \(name) already: choose another name"
        case .unknown(let name): "there is no account \(name)"
        case .inUse(let name, let templates):
            "the account \(name) sends \(templates) \(templates == 1 ? "template" : "templates"): choose another account there first"
        case .emptyHost: "write the name of the mail server, such as smtp.example.com"
        case .port: "the port is a number from 1 to 65535"
        case .address(let text): "“\(text)” is no e-mail address"
        case .longBounceAddress(let limit):
            "the address for reports has at most \(limit) characters before the @, since the number of the message follows"
        case .connections(let range): "the number of connections is from \(range.lowerBound) to \(range.upperBound)"
        case .perMinute(let range): "the messages a minute are from \(range.lowerBound) to \(range.upperBound)"
        case .timeout(let range): "the time-out is from \(range.lowerBound) to \(range.upperBound) seconds"
        case .url(let text): "“\(text)” is no address of the web: write one that begins with https:// or http://"
        case .emptySender: "write the sender that the gateway knows"
        case .emptyPath: "write the path of the file"
        case .notOneLine(let what):
            "\(what) holds a line break, a tab or another control character: write it on one line"
        case .noFolder:
            """
            accounts that write files need a folder, which the operator sets: start the server with \
            \(MessageFolder.variable)=/path/of/the/folder
            """
        case .missingFolder(let path): "the folder \(path) does not exist: make it first"
        case .outside(let path, let folder):
            "“\(path)” is not below the folder \(folder) (\(MessageFolder.variable)): write a path below it"
        case .unwritable(let path): "the file \(path) cannot be written"
        case .openPassword:
            "the password would travel for everybody to read: choose STARTTLS or TLS, or leave user and password out"
        }
    }
}

import CMIME
package import Foundation

/// Reads messages with GMime, within limits that no honest message meets.
package enum MailReader {
    /// Longer ones are cut off there, in bytes.
    package static let longestMessage = 32 * 1_048_576
    /// Deeper parts are left out.
    private static let deepest = 40
    /// Further parts are left out.
    private static let mostParts = 1_000
    private static let mostHeaders = 2_000

    /// Reads a message; whatever the bytes are, there is an answer.
    package static func read(_ data: Data) -> IncomingMail {
        MIMELibrary.start()
        let bytes = data.prefix(longestMessage)
        guard let message = bytes.withUnsafeBytes({ cmime_message_read($0.baseAddress, $0.count) }) else {
            return IncomingMail(headers: [], content: nil)
        }
        defer { cmime_message_free(message) }
        guard let node = cmime_message_node(message) else { return IncomingMail(headers: [], content: nil) }
        var budget = mostParts
        return mail(node, depth: 0, budget: &budget)
    }

    private static func mail(_ node: OpaquePointer, depth: Int, budget: inout Int) -> IncomingMail {
        let content = cmime_node_child(node, 0).flatMap { part($0, depth: depth, budget: &budget) }
        return IncomingMail(headers: headers(of: node), content: content)
    }

    private static func part(_ node: OpaquePointer, depth: Int, budget: inout Int) -> MailPart? {
        guard depth < deepest, budget > 0 else { return nil }
        budget -= 1
        let content: MailPart.Content
        var text: String?
        switch cmime_node_kind(node) {
        case CMIME_MULTIPART:
            var parts: [MailPart] = []
            for index in 0..<cmime_node_child_count(node) {
                guard budget > 0 else { break }
                guard let child = cmime_node_child(node, index) else { continue }
                if let part = part(child, depth: depth + 1, budget: &budget) { parts.append(part) }
            }
            content = .multipart(parts)
        case CMIME_ENCLOSED:
            guard let child = cmime_node_child(node, 0) else { return nil }
            content = .message(mail(child, depth: depth + 1, budget: &budget))
        default:
            content = .leaf(leaf(node))
            text = string(owned: cmime_node_text(node))
        }
        return MailPart(
            headers: headers(of: node),
            contentType: string(owned: cmime_node_type(node))?.lowercased() ?? "text/plain",
            reportType: cmime_node_parameter(node, "report-type").map { String(cString: $0).lowercased() },
            content: content,
            text: text
        )
    }

    private static func headers(of node: OpaquePointer) -> [MailHeader] {
        (0..<min(Int(cmime_node_header_count(node)), mostHeaders)).compactMap { index in
            guard let name = cmime_node_header_name(node, Int32(index)) else { return nil }
            let value = cmime_node_header_value(node, Int32(index)).map { HeaderReader.decoded(String(cString: $0)) }
            return MailHeader(name: String(cString: name), value: value ?? "")
        }
    }

    private static func leaf(_ node: OpaquePointer) -> Data {
        var length = 0
        guard let bytes = cmime_node_content(node, &length) else { return Data() }
        defer { cmime_free(bytes) }
        return Data(bytes: bytes, count: length)
    }

    private static func string(owned: UnsafeMutablePointer<CChar>?) -> String? {
        guard let owned else { return nil }
        defer { cmime_free(owned) }
        return String(cString: owned)
    }
}

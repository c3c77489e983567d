package import Foundation

/// A request to another program.
package struct HTTPCall: Sendable {
    package let url: String
    package let headers: [(name: String, value: String)]
    package let body: Data
    /// Whether something is posted; otherwise the address is only read.
    let isPost: Bool

    /// Makes a POST request with JSON.
    package init(posting json: Data, to url: String, headers: [(name: String, value: String)] = []) {
        self.url = url
        self.headers = [("Content-Type", "application/json"), ("User-Agent", "Kartoteka")] + headers
        body = json
        isPost = true
    }

    /// Makes a GET request.
    package init(getting url: String) {
        self.url = url
        headers = [("User-Agent", "Kartoteka")]
        body = Data()
        isPost = false
    }
}

/// What another program answered.
package struct HTTPAnswer: Sendable {
    package let status: Int
    /// Empty where it is too long or does not come to its end.
    package let text: String
}

/// Why a call has no answer.
package enum HTTPCallFailure: Error, Equatable {
    /// The address is not one of the web.
    case badAddress
    /// Nothing was sent.
    case unreachable
    /// The request may have been sent, and no answer came.
    case silent
}

import Hummingbird

extension Response {
    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// Sends the browser to another page of this site, where it shows the message.
    static func redirect(to path: String, flash: Flash? = nil, for request: Request) -> Response {
        var response =
            request.wantsFragment
            ? Response(status: .ok, headers: [.htmxRedirect: path])
            : Response(status: .seeOther, headers: [.location: path])
        if let flash { response.setCookie(flash.cookie) }
        return response
    }
}

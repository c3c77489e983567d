/// Why a page refuses a request, apart from what the modules below say.
enum WebError: Error, Equatable {
    case notFound(String)
    case foreignSite
    case refused(String)
}

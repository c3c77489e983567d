import Mustache

/// Fills the templates.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    /// Sees every template that is filled, and with what.
    var observer: (@Sendable (_ template: String, _ model: Any) -> Void)?

    /// Reads every template.
    ///
    /// - Throws: What the parser of templates throws.
    init() throws {
        library = MustacheLibrary(
            templates: try Templates.sources.mapValues {
                try MustacheTemplate(string: String(decoding: $0, as: UTF8.self))
            }
        )
    }

    func text(_ model: some FragmentModel) -> String {
        render(model, type(of: model).template)
    }

    func text(_ page: some PageModel, in shell: Shell) -> String {
        render(FramedPage(shell: shell, content: page), type(of: page).template)
    }

    func text(_ page: some PublicPageModel, in frame: PublicFrame) -> String {
        render(FramedPublicPage(frame: frame, content: page), type(of: page).template)
    }

    private func render(_ model: Any, _ template: String) -> String {
        observer?(template, model)
        guard let text = library.render(model, withTemplate: template) else {
            preconditionFailure("there is no template \(template)")
        }
        return text
    }
}

import Forms

/// The page with a form that anybody can fill in.
struct PublicFormPage: PublicPageModel {
    static let template = "public-form"

    let pageTitle: String
    let language: String
    let part: PublicFormPart

    init(_ part: PublicFormPart, language: String) {
        self.part = part
        pageTitle = part.formTitle
        self.language = language
    }
}

import Forms

/// A form as plain HTML, to stand on the page of another site.
///
/// It works without a script; with it, the answer appears in its place.
struct FormSnippet: Sendable {
    let text: String

    /// Writes the HTML.
    ///
    /// - Parameters:
    ///   - form: Which form.
    ///   - address: The whole address of its own page.
    init(_ form: SignUpForm, address: String) {
        let definition = form.definition
        var lines = [
            """
            <form action="\(Self.escaped(address))" method="post" data-kartoteka-form="\(form.publicID)" \
            lang="\(Self.escaped(definition.language))">
            """,
            #"  <input type="hidden" name="\#(Submission.versionKey)" value="\#(form.version)">"#,
            """
              <div hidden><label>Leave this empty <input type="text" name="\(Submission.trapKey)" tabindex="-1" \
            autocomplete="off"></label></div>
            """,
        ]
        let part = PublicFormPart(form, definition, version: form.version, stamp: "", action: address)
        lines += part.questions.map(Self.line)
        lines += part.consentBoxes.map { box in
            let required = box.isBoxMandatory ? " required" : ""
            return "  <p><label><input type=\"checkbox\" name=\"\(box.boxKey)\" value=\"yes\"\(required)> "
                + "\(Self.escaped(box.boxWording))</label></p>"
        }
        lines.append("  <p><button type=\"submit\">\(Self.escaped(part.buttonText))</button></p>")
        lines.append("</form>")
        lines.append("<script src=\"\(Self.escaped(address))/embed.js\" async></script>")
        text = lines.joined(separator: "\n")
    }

    private static func line(_ question: PublicFormPart.Question) -> String {
        let name = " name=\"\(escaped(question.questionKey))\""
        let required = question.isMandatory ? " required" : ""
        let label = escaped(question.questionLabel)
        if question.isTickField {
            return "  <p><label><input type=\"checkbox\"\(name) value=\"yes\"\(required)> \(label)</label></p>"
        }
        if question.isChoiceField {
            let options = question.options.map { "<option>\(escaped($0.optionText))</option>" }.joined()
            return
                "  <p><label>\(label)<br><select\(name)\(required)><option value=\"\"></option>\(options)</select></label></p>"
        }
        let completion = question.autocompleteWord.map { " autocomplete=\"\($0)\"" } ?? ""
        return "  <p><label>\(label)<br><input type=\"\(question.fieldType)\"\(name) "
            + "maxlength=\"\(question.lengthLimit)\"\(completion)\(required)></label></p>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

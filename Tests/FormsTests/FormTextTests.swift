import Contacts
import Forms
import Testing

/// Texts of forms that would break a header of a message or the line of a page.
struct FormTextTests {
    private static func places(_ form: FormDefinition) -> [FormFlaw.Place] { form.tidied.flaws.map(\.place) }

    @Test(arguments: ["\u{07}", "\u{1B}[2J", "\u{85}", "\u{7F}", "\u{0}"])
    func `no text takes a control character`(character: String) {
        let words = "a\(character)b"
        #expect(Self.places(FormDefinition(title: words)) == [.title])
        #expect(Self.places(FormDefinition(title: "T", introduction: words)) == [.introduction])
        #expect(Self.places(FormDefinition(title: "T", emailConsent: .init(words))) == [.emailConsent])
        #expect(Self.places(FormDefinition(title: "T", template: words)) == [.template])
        #expect(
            Self.places(FormDefinition(title: "T", questions: [FormQuestion(.email, label: words)])) == [.question(0)]
        )
        for text in FormText.allCases {
            #expect(Self.places(FormDefinition(title: "T", texts: [text: words])) == [.text(text)], "\(text)")
        }
    }

    @Test(arguments: ["\n", "\r", "\t"])
    func `a text of one line takes no break or tab, one of several does`(character: String) {
        let words = "a\(character)b"
        #expect(Self.places(FormDefinition(title: words)) == [.title])
        #expect(Self.places(FormDefinition(title: "T", template: words)) == [.template])
        for text in FormText.allCases where text.isLine {
            #expect(Self.places(FormDefinition(title: "T", texts: [text: words])) == [.text(text)], "\(text)")
        }
        let long = FormDefinition(title: "T", introduction: "a\r\n\tb", emailConsent: .init("Yes.\nNews."))
        #expect(Self.places(long).isEmpty)
    }
}

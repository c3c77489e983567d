import Contacts
import Forms
import TestSupport
import Testing

struct FormFileTests {
    private static let yaml = """
        name: Newsletter
        title: Our newsletter
        introduction: |-
          Once a month.
          No more.
        language: pl
        fields:
        - email: { label: E-mail }
        - name: { label: Imię, required: true }
        - phone: { label: Telefon }
        - detail: { name: size, label: Rozmiar, type: choice, options: [S, M] }
        - detail: { name: terms, label: Regulamin, type: tick, required: true }
        - detail: { name: note, label: Uwagi }
        consent: { email: Tak., email-required: true, mobile: SMS. }
        tags: { NEWSLETTER: 3 }
        details: { source: web }
        state: customer
        owner: anna@shop.example
        overwrite: true
        redirect: https://shop.example/thanks
        redirect-confirmed: https://shop.example/confirmed?a=b
        template: Confirmation
        expires-days: 3
        texts: { button: Zapisz mnie }
        """

    @Test func `a file says all that a form asks, says and does`() throws {
        let file = try FormFile(yaml: Self.yaml)
        let form = file.definition
        #expect(file.name == "Newsletter" && form.introduction == "Once a month.\nNo more." && form.language == "pl")
        #expect(form.questions.map(\.key) == ["email", "name", "phone", "detail-size", "detail-terms", "detail-note"])
        #expect(form.questions.map(\.isRequired) == [true, true, false, false, true, false])
        #expect(form.emailConsent == .init("Tak.", isRequired: true) && form.mobileConsent == .init("SMS."))
        #expect(form.tags == [TagName(stored: "NEWSLETTER"): 3] && form.state == .customer && form.overwrites)
        #expect(
            form.expiryDays == 3 && form.text(.button) == "Zapisz mnie"
                && form.text(.thanks) == FormText.thanks.standard
        )
        #expect(form.flaws.isEmpty)
        #expect(try FormFile(yaml: file.yamlText) == file)
    }

    @Test(
        arguments: [
            ("title: A\nfields: []", "the key \"name\" is missing"), ("name: A\nfields: []", "\"title\" is missing"),
            ("name: A\ntitle: A\nfields: []\ncolour: red", "\"colour\" is unknown"),
            ("name: A\ntitle: A\nfields: [ score: { label: A } ]", "\"score\" is unknown"),
            ("name: A\ntitle: A\nfields: [ external-id: { label: A } ]", "\"external-id\" is unknown"),
            ("name: A\ntitle: A\nfields: [ email: {} ]", "fields[0].email: the key \"label\" is missing"),
            ("name: A\ntitle: A\nfields: [ detail: { name: a, label: b, type: choice } ]", "\"options\" is missing"),
            ("name: A\ntitle: A\nfields: [ detail: { name: a, label: b, options: [c] } ]", "only a choice has options"),
            ("name: A\ntitle: A\nfields: []\nconsent: { email-required: true }", "\"email\" is missing"),
            ("name: A\ntitle: A\nfields: []\nstate: friend", "\"friend\" cannot stand here"),
            ("name: A\ntitle: A\nfields: []\nexpires-days: 91", "from 1 to 90"), ("- a", "must be settings"),
            ("a: [", "not YAML"), ("name: A\ntitle: A\nfields: []\ntexts: { bottom: x }", "\"bottom\" is unknown"),
        ]
    )
    func `what cannot be read is named with its place`(yaml: String, words: String) throws {
        let error = #expect(throws: FormError.self) { try FormFile(yaml: yaml) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    private static let base = FormDefinition(title: "A")

    private static func flawed(_ change: (inout FormDefinition) -> Void) -> [FormFlaw.Place] {
        var form = base
        change(&form)
        return form.tidied.flaws.map(\.place)
    }

    @Test func `what does not fit is named`() {
        #expect(Self.base.flaws.isEmpty)
        #expect(Self.flawed { $0.title = " " } == [.title])
        #expect(Self.flawed { $0.title = "a\0" } == [.title])
        #expect(Self.flawed { $0.language = "polski jezyk" } == [.language])
        #expect(Self.flawed { $0.questions = [] } == [.questions])
        #expect(Self.flawed { $0.questions.append($0.questions[0]) } == [.question(1)])
        #expect(Self.flawed { $0.questions[0].label = "" } == [.question(0)])
        #expect(Self.flawed { $0.questions.append(FormQuestion(.field(.externalID), label: "Id")) } == [.question(1)])
        let choice = DetailName(stored: "size")
        #expect(
            Self.flawed { $0.questions.append(FormQuestion(.detail(choice, .choice(["S", " "])), label: "S")) } == [
                .question(1)
            ]
        )
        #expect(
            Self.flawed { $0.questions.append(FormQuestion(.detail(choice, .choice(["S", "S "])), label: "S")) } == [
                .question(1)
            ]
        )
        #expect(Self.flawed { $0.emailConsent = .init(" ") } == [.emailConsent])
        #expect(Self.flawed { $0.mobileConsent = .init("SMS") } == [.mobileConsent], "nobody gave a number")
        #expect(Self.flawed { $0.tags = [TagName(stored: "A"): 1 << 40] } == [.tags])
        #expect(Self.flawed { $0.details = [choice: " "] } == [.details])
        #expect(Self.flawed { $0.expiryDays = 0 } == [.expiry])
        #expect(Self.flawed { $0.texts = [.button: String(repeating: "a", count: 1001)] } == [.text(.button)])
        #expect(Self.flawed { $0.texts = [.button: " "] } == [])
        let asked = FormQuestion(.detail(choice, .text), label: "S")
        #expect(Self.flawed { ($0.questions, $0.details) = ($0.questions + [asked], [choice: "M"]) } == [.details])
    }

    @Test(
        arguments: [
            "javascript:alert(1)", "//evil.example", "/local", "ftp://a.example", "https://", "https://a b",
            "http://a\\b",
            "https://user:pass@a.example", "data:text/html,x", "https://a.example;script-src *", "https://żółw.example",
            "https://a.example/\r\nX: y",
        ]
    )
    func `people are sent to the web only`(address: String) {
        #expect(FormDefinition.webAddress(address) == nil)
        #expect(Self.flawed { $0.redirect = address } == [.redirect])
    }

    @Test(arguments: ["https://shop.example", "http://127.0.0.1:8080/a?b=c#d", "HTTPS://SHOP.example/%C5%BC"])
    func `addresses on the web are taken`(address: String) {
        #expect(FormDefinition.webAddress(address) != nil)
    }

    @Test func `random forms come back from their file as they were`() throws {
        var random = SeededGenerator(for: "form files")
        // The YAML library drops a byte order mark, which nobody sees, at the beginning of a text.
        let texts = AwkwardText.all.filter { $0.count < 200 && !$0.unicodeScalars.contains("\u{FEFF}") }
        for _ in 0..<200 {
            var form = FormDefinition(title: random.pick(texts), introduction: random.pick(texts))
            for field in FormQuestion.fields where random.chance(0.3) {
                form.questions.append(
                    FormQuestion(.field(field), label: random.pick(texts), isRequired: random.chance(0.5))
                )
            }
            for text in texts where random.chance(0.1) {
                guard let name = try? DetailName(text) else { continue }
                let control = random.pick(
                    [.text, .tick, .choice([random.pick(texts), "b"])] as [FormQuestion.Control]
                )
                form.questions.append(FormQuestion(.detail(name, control), label: random.pick(texts)))
            }
            if random.chance(0.5) { form.emailConsent = .init(random.pick(texts), isRequired: random.chance(0.5)) }
            if random.chance(0.5) { form.mobileConsent = .init(random.pick(texts), isRequired: random.chance(0.5)) }
            for text in FormText.allCases where random.chance(0.3) { form.texts[text] = random.pick(texts) }
            form.state = random.chance(0.5) ? random.pick(ContactState.allCases) : nil
            form.expiryDays = Int64(random.int(1...90))
            let file = FormFile(name: "A", definition: form.tidied)
            #expect(try FormFile(yaml: file.yamlText) == file)
        }
    }
}

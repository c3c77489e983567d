import Foundation
import Storage
import TestSupport
import Testing

struct CommandLineFormTests {
    private struct Form: Decodable {
        let name: String
        let path: String
        let state: String
        let version: Int
        let submitted: Int
    }

    private struct Shown: Decodable {
        let form: Form
    }

    private static let yaml = """
        name: Newsletter
        title: Our newsletter
        fields: [ email: { label: E-mail }, name: { label: Name } ]
        consent: { email: Send me the newsletter. }
        tags: { NEWS: 2 }
        """

    @Test(arguments: StoreKind.available)
    func `forms are imported, listed, shown and exported`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            #expect(try world.run("form") == "")
            let path = try world.file("news.yaml", Self.yaml)
            #expect(try world.run("form", "import", path).hasPrefix("Newsletter  inactive  version 1  /f/"))
            #expect(try world.run("form", "import", path, code: 65).contains("already"))
            let other = Self.yaml.replacing("Send me", with: "Mail me")
            let shown = try world.json(Shown.self, "form", "import", "-", "--replace", "--activate", input: other)
            #expect(shown.form.state == "active" && shown.form.version == 2)
            let forms = try world.json([Form].self, "form", "list")
            #expect(forms.map(\.name) == ["Newsletter"] && forms[0].path == shown.form.path && forms[0].submitted == 0)
            #expect(try world.run("form", "show", "newsletter").contains("box: Mail me the newsletter."))
            let exported = try world.run("form", "export", "Newsletter")
            #expect(exported.contains("Mail me the newsletter.") && exported.contains("NEWS: 2"))
            try world.run("form", "import", "-", "--replace", input: exported)
            #expect(try world.json([Form].self, "form")[0].version == 2, "nothing was different")
            #expect(try world.run("form", "show", "Other", code: 65).contains("there is no form \"Other\""))
            let wrong = try world.run("form", "import", "-", input: Self.yaml + "\nexpires-days: 0", code: 65)
            #expect(wrong.contains("expires-days: write a whole number from 1 to 90"))
            let unfit = try world.run("form", "import", "-", input: Self.yaml + "\nredirect: shop", code: 65)
            #expect(unfit.contains("address after sending: write a whole address"))
        }
    }
}

import Testing

/// Rules that no compiler checks.
struct CodeRulesTests {
    private static var traps: Regex<Substring> { #/\btry!|\bas!|[A-Za-z0-9_)\]]!(?!=)/# }

    @Test func `no file is longer than 300 lines`() throws {
        for file in try SourceFile.all("swift") { #expect(file.lines.count <= 301, "\(file.path)") }
    }

    @Test func `nothing is forced`() throws {
        for file in try SourceFile.all("swift") {
            let forced = file.code.filter { $0.text.contains("!") && $0.text.contains(Self.traps) }.map(\.number)
            #expect(forced == [], "\(file.path)")
        }
    }

    @Test(arguments: ["try! f()", "x as! Int", "a!.b", "f()!", "a[0]!", "let a: Int!", "x! + 1"])
    func `what is forced is seen`(text: String) {
        #expect(text.contains(Self.traps))
    }

    @Test(arguments: ["!a", "a != b", "a !== b", "f(!x)", "[!x]", "try? f()", "x as? Int", "guard !a, !b"])
    func `what is not forced is let alone`(text: String) {
        #expect(!text.contains(Self.traps))
    }

    @Test func `unchecked sendability has its reason above it`() throws {
        for file in try SourceFile.all("swift") {
            let lines = file.lines
            for (number, text) in file.code
            where text.contains("@unchecked Sendable") || text.contains("nonisolated(unsafe)") {
                let above = number >= 2 ? lines[number - 2].drop(while: \.isWhitespace) : ""
                #expect(above.hasPrefix("//"), "\(file.path):\(number)")
            }
        }
    }

    /// Members whose name says all need no comment; a type always has something to say.
    @Test func `every type that other modules see has a comment`() throws {
        let declaration = #/^package (?:final |indirect )*(?:struct|class|enum|actor|protocol|typealias) /#
        for file in try SourceFile.all("swift") {
            let lines = file.lines
            for (index, line) in lines.enumerated()
            where line.hasPrefix("package ") && line.prefixMatch(of: declaration) != nil {
                var above = index - 1
                while above >= 0, lines[above].hasPrefix("@") { above -= 1 }
                #expect(above >= 0 && lines[above].hasPrefix("///"), "\(file.path):\(index + 1)")
            }
        }
    }

    @Test func `no template writes a value unescaped`() throws {
        for file in try SourceFile.all("mustache") {
            #expect(!file.text.contains("{{{") && !file.text.contains("{{&"), "\(file.path)")
        }
    }
}

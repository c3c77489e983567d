import Foundation

@testable import WebUI

/// Compares the names that a template uses with the properties of what fills it.
///
/// Mustache itself shows nothing for a name that does not exist, and says nothing.
enum TemplateNames {
    /// The names, each with its template, that no model on the way offers.
    static func missing(in template: String, for model: Any) -> [String] {
        var check = Check()
        check.walk(template, [model])
        return check.missing
    }

    private struct Check {
        var missing: [String] = []

        mutating func walk(_ template: String, _ stack: [Any], blocks: [String: [Substring]] = [:]) {
            guard let bytes = Templates.sources[template] else {
                missing.append("no template \(template)")
                return
            }
            let tags = String(decoding: bytes, as: UTF8.self)
                .matches(of: /\{\{(.*?)\}\}/).map(\.output.1)
            walk(tags[...], template, stack, blocks)
        }

        private mutating func walk(
            _ tags: ArraySlice<Substring>,
            _ template: String,
            _ stack: [Any],
            _ blocks: [String: [Substring]]
        ) {
            var index = tags.startIndex
            while index < tags.endIndex {
                let tag = tags[index]
                let name = tag.dropFirst().trimmingCharacters(in: .whitespaces)
                switch tag.first {
                case "#", "^":
                    let end = closing(name, tags, from: index)
                    let inside = tags[(index + 1)..<end]
                    for object in contexts(name, tag.first == "#", stack, template) {
                        walk(inside, template, object.map { stack + [$0] } ?? stack, blocks)
                    }
                    index = end
                case "<":
                    let end = closing(name, tags, from: index)
                    walk(name, stack, blocks: ["main": Array(tags[(index + 2)..<(end - 1)])])
                    index = end
                case "$":
                    if let block = blocks[name] { walk(block[...], "\(template) (\(name))", stack, [:]) }
                    index = closing(name, tags, from: index)
                case ">": walk(name, stack)
                case ".": break
                default: _ = find(String(tag), stack, template)
                }
                index += 1
            }
        }

        /// The objects in which the inside of a section is read: nothing stands for the present one.
        private mutating func contexts(
            _ name: String,
            _ isSection: Bool,
            _ stack: [Any],
            _ template: String
        ) -> [Any?] {
            guard let value = find(name, stack, template) else { return isSection ? [] : [nil] }
            let mirror = Mirror(reflecting: value)
            let isEmpty =
                (mirror.displayStyle == .optional || mirror.displayStyle == .collection) && mirror.children.isEmpty
            if !isSection { return isEmpty || value is Bool ? [nil] : [] }
            switch mirror.displayStyle {
            case .optional: return mirror.children.first.map { [$0.value] } ?? []
            case .collection: return mirror.children.prefix(3).map(\.value)
            default: return value is Bool ? [nil] : [value]
            }
        }

        private mutating func find(_ name: String, _ stack: [Any], _ template: String) -> Any? {
            for object in stack.reversed() {
                if let child = Mirror(reflecting: object).children.first(where: { $0.label == name }) {
                    return child.value
                }
            }
            missing.append("\(name) in \(template)")
            return nil
        }

        private func closing(_ name: String, _ tags: ArraySlice<Substring>, from start: Int) -> Int {
            var depth = 0
            for index in tags[start...].indices {
                let tag = tags[index]
                guard tag.dropFirst().trimmingCharacters(in: .whitespaces) == name else { continue }
                switch tag.first {
                case "#", "^", "<", "$": depth += 1
                case "/": depth -= 1
                default: continue
                }
                if depth == 0 { return index }
            }
            return tags.endIndex
        }
    }
}

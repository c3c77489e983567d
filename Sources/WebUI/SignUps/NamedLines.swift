import Contacts

/// Names with a value each, one pair on each line of a field.
enum NamedLines {
    /// Tags with their scores, such as `NEWSLETTER: 5`; without one the score is 1.
    static func tags(_ text: String) -> (tags: [TagName: Int64], problems: [String]) {
        var tags: [TagName: Int64] = [:]
        var problems: [String] = []
        for line in lines(text) {
            var (name, score) = (line, Int64(1))
            if let match = line.wholeMatch(of: /(.*):\s*([+\-]?[0-9]+)/), let number = Int64(match.2) {
                (name, score) = (String(match.1), number)
            }
            do throws(TagNameError) {
                tags[try TagName(name)] = score
            } catch {
                problems.append("“\(line.prefix(40))”: \(error.message)")
            }
        }
        return (tags, problems)
    }

    static func text(_ tags: [TagName: Int64]) -> String {
        tags.sorted { $0.key < $1.key }.map { "\($0.key.text): \($0.value)" }.joined(separator: "\n")
    }

    /// Details with their values, such as `source = web`.
    static func details(_ text: String) -> (details: [DetailName: String], problems: [String]) {
        var details: [DetailName: String] = [:]
        var problems: [String] = []
        for line in lines(text) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else {
                problems.append("“\(line.prefix(40))”: write a name, = and a value")
                continue
            }
            do throws(DetailNameError) {
                details[try DetailName(parts[0])] = parts[1].trimmed
            } catch {
                problems.append("“\(line.prefix(40))”: \(error.message)")
            }
        }
        return (details, problems)
    }

    static func text(_ details: [DetailName: String]) -> String {
        details.sorted { $0.key < $1.key }.map { "\($0.key.text) = \($0.value)" }.joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}

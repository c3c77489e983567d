import Actions
import Contacts
import Foundation
import Tracking

/// Reads the settings of a row and remembers what is wrong with them.
struct SettingReader {
    /// What people call the row.
    let box: String
    /// The name of the field that holds a setting.
    let name: (String) -> String
    let value: (String) -> String
    var problems: [FormProblem] = []

    mutating func refuse(_ setting: String, _ words: String) {
        problems.append(FormProblem(name(setting), in: box, words.asSentence))
    }

    mutating func choice<Value>(_ setting: String, _ read: (String) -> Value?) -> Value? {
        let chosen = read(value(setting))
        if chosen == nil { refuse(setting, "choose one of the list") }
        return chosen
    }

    mutating func required(_ setting: String, missing words: String) -> String? {
        if value(setting).isEmpty { refuse(setting, words) }
        return value(setting).isEmpty ? nil : value(setting)
    }

    mutating func address(_ setting: String, missing words: String) -> String {
        if value(setting).isEmpty {
            refuse(setting, words)
        } else {
            do throws(EmailAddressError) {
                _ = try EmailAddress(value(setting))
            } catch {
                refuse(setting, error.message)
            }
        }
        return value(setting)
    }

    mutating func score(_ setting: String) -> Int64 {
        if let number = Int64(value(setting)), SetScore.range.contains(number) { return number }
        refuse(setting, "a score is a whole number, such as 10")
        return 0
    }

    mutating func wholeNumber(_ setting: String, in range: ClosedRange<Int64>) -> Int64 {
        if let number = Int64(value(setting)), range.contains(number) { return number }
        refuse(setting, "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        return range.lowerBound
    }

    mutating func couponName(_ setting: String) -> CouponName? {
        do throws(CouponNameError) {
            return try CouponName(value(setting))
        } catch {
            refuse(setting, error == .empty ? "name the coupon" : "this cannot name a coupon: \(error.problem)")
            return nil
        }
    }

    mutating func page(_ setting: String) -> WebAddress? {
        do throws(WebAddressError) {
            return try WebAddress(value(setting))
        } catch {
            refuse(setting, "this is no page: \(error.problem)")
            return nil
        }
    }

    mutating func text(_ setting: String, limit: Int) -> String {
        let text = value(setting).replacing("\r\n", with: "\n")
        if text.isEmpty { refuse(setting, "write something here") }
        if text.count > limit {
            refuse(setting, "this has \(text.count.grouped) characters, at most \(limit.grouped) fit")
        }
        return text
    }

    mutating func tags(_ setting: String) -> [TagName] {
        let (names, words) = NameList.tags(value(setting))
        for word in words { refuse(setting, word) }
        if names.isEmpty, words.isEmpty { refuse(setting, "name at least one tag") }
        return names
    }

    mutating func tag(_ setting: String) -> TagName? {
        let names = tags(setting)
        if names.count > 1 { refuse(setting, "name one tag only") }
        return names.first
    }

    /// Reads words of which none needs to be there.
    mutating func several<Value>(_ setting: String, _ read: (String) -> Value?) -> [Value] {
        let words = NameList.split(value(setting))
        let values = words.compactMap(read)
        if values.count < words.count { refuse(setting, "choose from the list") }
        return values
    }

    mutating func details(_ setting: String) -> [DetailName] {
        let texts = NameList.split(value(setting))
        if texts.isEmpty { refuse(setting, "name at least one detail") }
        guard texts.count <= NameList.limit else {
            refuse(setting, "at most \(NameList.limit.grouped) details fit")
            return []
        }
        return texts.compactMap { detail($0, setting) }
    }

    mutating func detail(_ setting: String) -> DetailName? {
        if value(setting).isEmpty {
            refuse(setting, "name the detail")
            return nil
        }
        return detail(value(setting), setting)
    }

    private mutating func detail(_ text: String, _ setting: String) -> DetailName? {
        do throws(DetailNameError) {
            return try DetailName(text)
        } catch {
            refuse(setting, error.message)
            return nil
        }
    }
}

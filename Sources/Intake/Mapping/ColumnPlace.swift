/// A column that is named by its place, as those without a name must be: `#5`.
struct ColumnPlace {
    let index: Int

    init?(_ text: String) {
        guard text.hasPrefix("#"), let position = Int(text.dropFirst()), (1...16_384).contains(position) else {
            return nil
        }
        index = position - 1
    }
}

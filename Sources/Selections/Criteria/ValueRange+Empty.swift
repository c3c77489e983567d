extension ValueRange {
    /// Whether the ends leave nothing between them.
    var isEmpty: Bool {
        guard let lower, let upper else { return false }
        return lower.value > upper.value || (lower.value == upper.value && !(lower.isIncluded && upper.isIncluded))
    }
}

extension ValueRange where Value == Int64 {
    /// Whether no whole number lies in the range, as none does above 1 and below 2.
    var holdsNoWholeNumber: Bool {
        let least = lower.map { $0.isIncluded ? ($0.value, false) : $0.value.addingReportingOverflow(1) }
        let most = upper.map { $0.isIncluded ? ($0.value, false) : $0.value.subtractingReportingOverflow(1) }
        if least?.1 == true || most?.1 == true { return true }
        return (least?.0 ?? .min) > (most?.0 ?? .max)
    }
}

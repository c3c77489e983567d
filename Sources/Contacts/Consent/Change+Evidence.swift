import Bitmaps

extension Change {
    /// What proves the changes of one contact in the same commit.
    package static func evidence(_ evidence: Evidence, for number: UInt32) -> Change {
        Change(.evidence, Bitmap([number]), from: .same(.none), to: .same(.evidence(evidence)))
    }
}

import Bitmaps
import TestSupport
import Testing

/// A bitmap is a set of numbers: it agrees with Swift's own set in everything.
struct BitmapAlgebraTests {
    @Test func `the algebra agrees with Set`() {
        var random = SeededGenerator(for: "the algebra agrees with Set")
        for round in 0..<60 {
            let left = RandomNumbers.set(using: &random)
            let right = RandomNumbers.set(using: &random)
            let (a, b) = (Bitmap(left), Bitmap(right))
            #expect(Set(a.union(b).numbers) == left.union(right), "round \(round)")
            #expect(Set(a.intersection(b).numbers) == left.intersection(right), "round \(round)")
            #expect(Set(a.subtracting(b).numbers) == left.subtracting(right), "round \(round)")
            #expect(a.intersectionCount(b) == left.intersection(right).count, "round \(round)")
            #expect(a.intersects(b) == !left.isDisjoint(with: right), "round \(round)")
            #expect((a == b) == (left == right), "round \(round)")
            var changed = a
            changed.formUnion(b)
            #expect(changed == a.union(b), "round \(round)")
            changed = a
            changed.formIntersection(b)
            #expect(changed == a.intersection(b), "round \(round)")
            changed = a
            changed.subtract(b)
            #expect(changed == a.subtracting(b), "round \(round)")
            #expect(Set(a.numbers) == left && Set(b.numbers) == right, "round \(round): an operand changed")
        }
    }

    @Test func `a bitmap can be combined with itself`() {
        var bitmap: Bitmap = [1, 5, 70_000]
        bitmap.formUnion(bitmap)
        #expect(bitmap == [1, 5, 70_000])
        bitmap.formIntersection(bitmap)
        #expect(bitmap == [1, 5, 70_000])
        bitmap.subtract(bitmap)
        #expect(bitmap.isEmpty)
    }

    @Test func `inserting and removing agrees with Set`() {
        var random = SeededGenerator(for: "inserting and removing agrees with Set")
        var bitmap = Bitmap()
        var set: Set<UInt32> = []
        for _ in 0..<6_000 {
            let number = RandomNumbers.number(using: &random)
            switch random.int(0...3) {
            case 0:
                bitmap.remove(number)
                set.remove(number)
            case 1:
                #expect(bitmap.contains(number) == set.contains(number))
            default:
                bitmap.insert(number)
                set.insert(number)
            }
        }
        #expect(bitmap.numbers == set.sorted())
        #expect(bitmap.count == set.count)
    }

    @Test func `numbers come in any order and more than once`() {
        let numbers: [UInt32] = [9, 1, .max, 9, 0, 65_536, 1]
        #expect(Bitmap(numbers).numbers == [0, 1, 9, 65_536, .max])
        var bitmap: Bitmap = [3]
        bitmap.insert(contentsOf: numbers)
        bitmap.insert(contentsOf: [])
        #expect(bitmap.numbers == [0, 1, 3, 9, 65_536, .max])
    }

    @Test func `a copy keeps its members when the other changes`() {
        let original = Bitmap(0...100_000)
        var copy = original
        copy.insert(.max)
        copy.remove(5)
        var other = copy
        other.formIntersection([7])
        #expect(original == Bitmap(0...100_000))
        #expect(copy.count == 100_001 && copy.contains(.max) && !copy.contains(5))
        #expect(other == [7])
    }

    @Test func `copies changed by many tasks at once stay apart`() async {
        let original = Bitmap(0...200_000)
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<20 as Range<UInt32> {
                group.addTask {
                    var mine = original
                    for number in stride(from: task, through: 200_000, by: 20) { mine.remove(number) }
                    return mine.count == 200_001 - Int((200_000 - task) / 20 + 1)
                }
            }
            for await isRight in group { #expect(isRight) }
        }
        #expect(original.count == 200_001)
    }
}

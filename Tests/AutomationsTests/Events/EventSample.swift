import Automations
import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport

/// A trigger of each kind, and a change that it waits for.
struct EventSample {
    let kind: EventKind

    init(_ kind: EventKind) {
        self.kind = kind
    }

    private static let tag = TagName(stored: "VIP")
    private static let detail = DetailName(stored: "city")
    private static let coupon = CouponName(stored: "SPRING26")
    private static let owner = Ownership(TestUsers.anna, .main, since: 1)

    var trigger: Trigger {
        switch kind {
        case .contactAdded: .contactAdded
        case .fieldAdded: .fieldAdded([.company])
        case .fieldModified: .fieldModified([])
        case .emailOptedIn: .emailOptedIn
        case .emailOptedOut: .emailOptedOut
        case .markedInvalid: .markedInvalid
        case .mobileOptedIn: .mobileOptedIn
        case .mobileOptedOut: .mobileOptedOut
        case .tagAssigned: .tagAssigned([TagName(stored: "OTHER"), Self.tag])
        case .tagScoreReached: .tagScoreReached(Self.tag, 5)
        case .detailAdded: .detailAdded(Self.detail, .isOneOf(["kraków"]))
        case .detailModified: .detailModified(Self.detail, .contains("RAK"))
        case .scoreChanged: .scoreChanged
        case .scoreReached: .scoreReached(10)
        case .stageEntered: .stageEntered(funnel: "onboarding", stage: "TRIAL")
        case .ownerChanged: .ownerChanged(level: .main, user: TestUsers.emails[1])
        case .noteAdded: .noteAdded
        case .stateChanged: .stateChanged([.customer, .partner])
        case .couponUsed: .couponUsed(Self.coupon)
        case .birthday: .birthday(daysBefore: 0)
        case .detailDate: .detailDate(Self.detail, daysBefore: 0)
        case .externalEvent: .externalEvent(type: "purchase")
        case .pageVisited: .pageVisited(containing: "/SALE")
        case .emailOpened: .emailOpened(email: nil)
        case .linkClicked: .linkClicked(containing: "shop.example")
        case .formSubmitted: .formSubmitted(form: "Newsletter")
        }
    }

    /// What the contact is like before it happens.
    func prepare(_ contact: inout NewContact) {
        switch kind {
        case .fieldModified: contact.fields[.company] = "Old"
        case .emailOptedOut: contact.emailStatus = .optedIn
        case .mobileOptedOut: contact.mobileStatus = .optedIn
        case .tagScoreReached: contact.tags[Self.tag] = 4
        case .detailModified: contact.details[Self.detail] = "Brno"
        case .scoreReached: contact.score = 9
        case .ownerChanged: contact.owners = OwnerList([Self.owner])
        default: break
        }
    }

    /// What has to be changed before, silently.
    func before(_ number: UInt32) -> [Change] {
        guard kind == .couponUsed else { return [] }
        let draft = FacetValue.newCoupon(CouponDraft(length: 8, expiresAt: TestClock.start + 1000))
        return [Change(.coupon(Self.coupon), [number], from: .same(.none), to: .same(draft))]
    }

    /// What happens.
    func change(_ number: UInt32) -> Change {
        let (facet, old, new) = values
        return Change(facet, [number], from: .same(old), to: .same(new))
    }

    private var values: (Facet, FacetValue, FacetValue) {
        switch kind {
        case .contactAdded, .birthday, .detailDate: (.existence, .none, .none)
        case .fieldAdded: (.field(.company), .none, .text("New"))
        case .fieldModified: (.field(.company), .text("Old"), .text("New"))
        case .emailOptedIn: (.emailStatus, .no, .yes)
        case .emailOptedOut: (.emailStatus, .yes, .no)
        case .markedInvalid: (.invalid, .no, .yes)
        case .mobileOptedIn: (.mobileStatus, .no, .yes)
        case .mobileOptedOut: (.mobileStatus, .yes, .no)
        case .tagAssigned: (.tag(Self.tag), .none, .tag(score: 1, addedAt: 1))
        case .tagScoreReached:
            (.tag(Self.tag), .tag(score: 4, addedAt: TestClock.start), .tag(score: 5, addedAt: TestClock.start))
        case .detailAdded: (.detail(Self.detail), .none, .text("Kraków"))
        case .detailModified: (.detail(Self.detail), .text("Brno"), .text("Kraków"))
        case .scoreChanged: (.score, .integer(0), .integer(-1))
        case .scoreReached: (.score, .integer(9), .integer(11))
        case .stageEntered: (.stage(FunnelID(1)), .none, .stage(StageID(2), since: 1, value: nil))
        case .ownerChanged:
            (
                .owners, .owners(OwnerList([Self.owner])),
                .owners(
                    OwnerList([
                        Ownership(TestUsers.anna, .owner, since: 1), Ownership(TestUsers.piotr, .main, since: 2),
                    ])
                )
            )
        case .noteAdded:
            (.note(isPrivate: false), .none, .note(NoteDraft(text: "Hello", isPrivate: false, author: "anna")))
        case .stateChanged: (.state, .integer(0), .integer(ContactState.customer.rawValue))
        case .couponUsed:
            (
                .coupon(Self.coupon),
                .coupon(CouponTimes(createdAt: TestClock.start, expiresAt: TestClock.start + 1000)),
                .coupon(
                    CouponTimes(createdAt: TestClock.start, expiresAt: TestClock.start + 1000, usedAt: TestClock.start)
                )
            )
        case .externalEvent: activity(.externalEvent, "PURCHASE")
        case .pageVisited: activity(.visit, "https://shop.example/sale?x=1")
        case .emailOpened: activity(.emailOpened, "Spring")
        case .linkClicked: activity(.linkClicked, "https://shop.example/")
        case .formSubmitted: activity(.formSubmitted, "newsletter")
        }
    }

    private func activity(_ kind: ActivityKind, _ subject: String) -> (Facet, FacetValue, FacetValue) {
        (.activity(kind), .none, .activity(ActivityDraft(subject: subject, at: TestClock.start)))
    }
}

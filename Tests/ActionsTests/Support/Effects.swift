import Actions
import Contacts
import TestSupport
import Tracking

let context = ActionContext(
    now: TestClock.start,
    actor: .named("anna"),
    users: Dictionary(uniqueKeysWithValues: zip(TestUsers.emails, TestUsers.ids)),
    funnels: Dictionary(uniqueKeysWithValues: TestFunnels.all.map { ($0.name, $0) }),
    automations: runnable,
    depth: 2,
    documents: Dictionary(uniqueKeysWithValues: zip(RandomActions.pages, TestDocuments.all.map(\.id)))
)

/// The rule works on Piotr's contacts only, the workflow on everybody's.
private let runnable: [AutomationName: NamedAutomation] = {
    let named = [
        try? NamedAutomation(TestAutomations.welcome, reach: .owned(by: TestUsers.piotr)),
        try? NamedAutomation(TestAutomations.onboarding),
    ]
    .compactMap(\.self)
    return Dictionary(uniqueKeysWithValues: named.map { (AutomationName($0.automation.kind, $0.automation.name), $0) })
}()

extension Action {
    /// The effect on all the contacts of the reader.
    func effect(on facets: MemoryFacets) throws -> Effect {
        let state = WorkingState(facets.contacts.keys.sorted(), reader: facets)
        return try effect(on: state, in: context)
    }
}

func tags(_ names: String...) -> [TagName] { names.map { TagName(stored: $0) } }
/// The tags that action O gives in the tests.
let sexes: GenderTags = {
    do {
        return try GenderTags(women: tags("SEX_F")[0], men: tags("SEX_M")[0], unknown: tags("SEX_UNKNOWN")[0])
    } catch {
        preconditionFailure("\(error)")
    }
}()
let spring = CouponName(stored: "SPRING26")
func detail(_ name: String) -> DetailName { DetailName(stored: name) }

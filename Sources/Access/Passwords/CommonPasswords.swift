/// What people put their passwords together from.
///
/// A password has at least twelve characters, so a list of whole passwords would name few that pass. These are the words
/// of which most of them consist, in the languages of those who use the program most: English, Polish, Czech and German.
enum CommonPasswords {
    static let product: Set<String> = ["kartoteka", "contact", "contacts", "crm", "marketing", "newsletter"]

    static let words: Set<String> = Set(
        """
        password passwort passw passwd pass haslo heslo parola geheim tajne tajny secret admin administrator root user \
        guest test testing demo login signin welcome willkommen witaj witam vitejte hello hallo czesc ahoj change changeme \
        letmein openme trustno default temp temporary master access private public system server database company firma \
        office shop store sklep obchod account konto email mail phone mobile internet computer komputer pocitac windows \
        linux apple google facebook samsung love iloveyou loveyou lovely kocham kochanie milosc laska liebe schatz baby \
        angel aniol andel princess prinzessin ksiezniczka prince king queen star sunshine slonce slunicko sonne moon \
        flower kwiatek kvetina blume dragon drache drak smok monkey affe malpa opice tiger tygrys lion horse kon pony cat \
        kitty kotek kocka katze dog doggy pies piesek pes hund rabbit zajac butterfly motyl bird eagle falcon shadow \
        superman batman spiderman starwars pokemon football futbol fotbal fussball soccer baseball basketball hockey \
        hokej tennis liverpool chelsea arsenal barcelona madrid juventus legia wisla polonia sparta slavia bayern \
        borussia schalke summer sommer lato leto winter zima spring wiosna jaro autumn herbst jesien podzim january \
        february march april june july august september october november december monday tuesday wednesday thursday \
        friday saturday sunday london paris berlin hamburg warsaw warszawa krakow gdansk poznan wroclaw lodz praha brno \
        ostrava polska poland cesko deutschland germany england america michael michal thomas tomas tomasz daniel david \
        robert martin marcin peter petr piotr pavel pawel jan jakub adam lukas lukasz krzysztof andrzej andreas stefan \
        alexander anna anicka ania maria marie marta magda monika katarzyna kasia ewa eva agnieszka joanna jana petra \
        lucie tereza sandra nicole jessica jennifer ashley charlie george jordan hunter ranger killer matrix freedom \
        money pieniadze geld penize bank gold silver diamond happy lucky super mega ultra cool sexy hot blue red green \
        black white yellow orange purple pink chocolate cookie banana cheese coffee piwo beer pivo mustang ferrari \
        porsche mercedes audi bmw skoda harley family rodzina familie mother mama father tata papa brother sister jesus \
        christ god bog heaven whatever nothing something qazwsx zaqwsx zaq1 1qaz 2wsx xsw2 abc123 a1b2c3 qwe123 asd123
        """
        .split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// How signs are read as letters.
    static let readings: [[Character: Character]] = [
        ["0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "!": "i"],
        ["0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "l", "|": "l", "+": "t"],
    ]

    /// Whether each key is the neighbour of the one before, as `qwerty` or `4321`.
    static func isRun(_ text: String) -> Bool { text.count >= 3 && runs.contains { $0.contains(text) } }

    private static let runs: [String] = {
        let forward = [
            "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./",
            "qwertzuiopu", "yxcvbnm,.-", "azertyuiop", "qsdfghjklm", "wxcvbn", "!@#$%^&*()_+",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
            "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "147258369", "741852963", "159357",
        ]
        return forward + forward.map { String($0.reversed()) }
    }()
}

import Genders
import Testing

struct GenderRecogniserTests {
    private typealias Case = (NameCountry, FirstNamePosition, Gender, [String])

    private func expect(_ cases: [Case]) throws {
        for (country, position, gender, names) in cases {
            let recogniser = try GenderRecogniser(country)
            for name in names {
                #expect(recogniser.decide(name: name, position: position) == gender, "\(country) \(position): \(name)")
            }
        }
    }

    @Test func `the first name tells where it should stand`() throws {
        try expect([
            (.poland, .first, .woman, ["Anna Nowak", "Agnieszka Wójcik", "Olha Szewczenko", "Oleksandra Melnyk"]),
            (.poland, .first, .man, ["Jan Nowak", "Grzegorz Brzęczyszczykiewicz", "Andrii Melnyk", "Barnaba Duda"]),
            (.poland, .last, .woman, ["Nowak Anna"]), (.poland, .last, .man, ["Nowak Jan", "Zaręba Kosma"]),
            (.hungary, .last, .woman, ["Kovács Anna", "Nagy Zsuzsanna", "Szabó Tímea"]),
            (.hungary, .last, .man, ["Kovács László", "Szabó Bence", "Nagy Béla"]),
            (.hungary, .first, .woman, ["Anna Kovács"]), (.hungary, .first, .man, ["László Kovács"]),
            (.czechia, .first, .woman, ["Jana Nováková", "Lucie Krejčí"]),
            (.czechia, .first, .man, ["Jan Novák", "Jiří Procházka", "René Svoboda"]),
            (.czechia, .last, .woman, ["Nováková Jana"]), (.czechia, .last, .man, ["Novák Jan"]),
        ])
    }

    @Test func `pet forms tell as well`() throws {
        try expect([
            (.poland, .first, .woman, ["Kasia Nowak", "Gosia Duda", "Zosia Lis"]),
            (.poland, .first, .man, ["Kuba Nowak", "Wojtek Lis", "Staszek Król"]),
            (.czechia, .first, .woman, ["Katka Krejčí", "Terka Malá", "Zuzka Nováková"]),
            (.czechia, .first, .man, ["Honza Novák", "Pepa Krejčí", "Jirka Svoboda", "Láďa Novotný"]),
            (.hungary, .last, .woman, ["Nagy Zsuzsi", "Tóth Kati", "Kiss Juli"]),
            (.hungary, .last, .man, ["Nagy Pista", "Tóth Józsi", "Kiss Laci", "Szabó Gyuri"]),
        ])
    }

    @Test func `of several first names the first counts`() throws {
        try expect([
            (.poland, .first, .woman, ["Anna-Maria Nowak", "Anna Maria Nowak", "Anna – Maria Nowak", "Anna Maria"]),
            (.poland, .first, .man, ["Jan Maria Rokita", "Jan Maria", "Jan-Maria Nowak", "Piotr Paweł Wójcik"]),
            (.poland, .last, .man, ["Rokita Jan Maria"]), (.hungary, .last, .woman, ["Kovács Anna Mária"]),
            (.hungary, .last, .man, ["Nagy János Péter"]), (.czechia, .first, .man, ["Jan Pavel Novák"]),
            (.poland, .first, .unknown, ["Jan-Anna Nowak", "Jan Zofia Wójcik"]),
        ])
    }

    @Test func `titles and initials are no names`() throws {
        try expect([
            (.poland, .first, .woman, ["mgr inż. Anna Nowak", "Dr hab. Anna Nowak, prof. UW", "dr.Anna Nowak"]),
            (
                .poland, .first, .man,
                ["Jan Nowak, MBA", "J. Adam Nowak", "Jan K. Nowak", "Jan K.", "lek. med. Jan Nowak"]
            ),
            (.czechia, .first, .woman, ["MUDr. Jana Krejčí, Ph.D.", "Ing. arch. Jana Krejčí", "Bc.Jana Krejčí, DiS."]),
            (.czechia, .first, .man, ["JUDr. Jan Krejčí CSc.", "PhDr. Mgr. Jan Krejčí"]),
            (.hungary, .last, .man, ["ifj. Nagy János", "dr. Kovács László", "id. Szabó Béla", "Dr.Nagy János PhD"]),
            (.hungary, .last, .woman, ["özv. Nagy Anna", "Kovács Anna dr."]),
            (.poland, .first, .unknown, ["J. Nowak", "dr", "A. B.", "prof. dr hab."]),
        ])
    }

    @Test func `a form of address tells, and must not contradict`() throws {
        try expect([
            (.poland, .first, .woman, ["Pani Nowak", "Pani Alex Nowak"]),
            (.poland, .first, .man, ["Pan Nowak", "pan Jan", "ks. Nowak"]),
            (.poland, .first, .unknown, ["Pan Anna Nowak"]),
            (.czechia, .first, .woman, ["Paní Krejčí", "slečna Krejčí"]), (.czechia, .first, .man, ["Pan Krejčí"]),
            (.czechia, .first, .unknown, ["Pan Jana Krejčí", "Pan Paní Krejčí", "pan Nováková"]),
            (.hungary, .last, .man, ["Kovács úr"]), (.hungary, .last, .woman, ["Kovács asszony"]),
            (.hungary, .last, .unknown, ["Kovács Anna úr"]),
        ])
    }

    @Test func `the surname tells where the first name does not`() throws {
        try expect([
            (
                .poland, .first, .woman,
                ["Alex Kowalska", "Xyz Wysocka", "Zawadzka", "K. Nowakowa", "Nowakówna", "Xyz Sobieska"]
            ),
            (.poland, .first, .man, ["Alex Kowalski", "Xyz Wysocki", "Zawadzki"]),
            (.poland, .first, .unknown, ["Alex Nowak", "Xyz Kluska", "Xyz Laska", "Xyz Sowa", "Xyz Dąbrowa"]),
            (.czechia, .first, .woman, ["Saša Nováková", "Xyz Dvorská", "Nikola Veselá", "Novotná"]),
            (.czechia, .first, .man, ["Saša Novotný", "Xyz Kopecký", "Nikola Veselý"]),
            (.czechia, .first, .unknown, ["Saša Krejčí", "Xyz Sova", "Nikola Růžička", "Xyz Liška", "Nikola Novák"]),
        ])
    }

    @Test func `a wife by her husband's name is a woman`() throws {
        try expect([
            (
                .hungary, .last, .woman,
                [
                    "Kovácsné", "Nagy Jánosné", "Kovácsné Nagy Mária", "özv. Kovács Istvánné", "Kovacsne",
                    "Kisné Tóth Éva",
                    "Dr. Szabó Lászlóné", "Szabóné Kiss Péter",
                ]
            ),
            (.hungary, .last, .unknown, ["Bene Xyz", "Payne"]), (.hungary, .first, .man, ["René Kiss"]),
            (.hungary, .last, .man, ["Bene László"]),
        ])
    }

    @Test func `a surname that contradicts the first name makes it unknown`() throws {
        try expect([
            (.poland, .first, .unknown, ["Jan Kowalska", "Anna Kowalski", "Jan Kowalska-Nowicki"]),
            (.czechia, .first, .unknown, ["Jan Nováková", "Jana Novotný"]),
        ])
    }

    @Test func `a wrong position leads to no wrong answer`() throws {
        try expect([
            (.hungary, .first, .unknown, ["László Anna", "Péter Kinga", "Hajnal Péter", "Balázs Kovács Éva"]),
            (.hungary, .last, .unknown, ["Anna László", "Kinga Péter"]),
            (.poland, .first, .unknown, ["Adam Zofia", "Marek Maria", "Kalina Adam"]),
            (.czechia, .first, .unknown, ["Marek Jana", "Kalina Pavel", "Viola Martin"]),
            (.hungary, .first, .woman, ["Kovács Anna", "Xyz Anna"]), (.hungary, .first, .man, ["Kovács László"]),
            (.poland, .last, .woman, ["Anna Nowak", "Anna Kowalska"]),
            (.poland, .last, .man, ["Jan Nowak", "Jan Kowalski"]),
            (.hungary, .last, .woman, ["László Anna", "Péter Kinga"]), (.poland, .last, .woman, ["Adam Zofia"]),
            (.czechia, .last, .woman, ["Marek Jana"]), (.hungary, .last, .man, ["Péter László"]),
        ])
    }

    @Test func `what could be two people or nobody is unknown`() throws {
        try expect([
            (
                .poland, .first, .unknown,
                ["", "   ", "Xyz", "Jan i Anna Nowak", "Jan & Anna", "Państwo Nowak", "123", "-", "!?"]
            ),
            (.czechia, .first, .unknown, ["Jan a Jana Novákovi", "Rodina Novákova"]),
            (.hungary, .last, .unknown, ["Nagy János és Anna", "Kovács", "Kovács család"]),
        ])
    }

    @Test func `one word alone is the first name where it can be`() throws {
        try expect([
            (.poland, .first, .woman, ["Anna"]), (.poland, .first, .man, ["Marek"]),
            (.poland, .last, .unknown, ["Marek"]),
            (.hungary, .last, .unknown, ["László"]), (.hungary, .last, .woman, ["Zsuzsanna"]),
        ])
    }

    @Test func `a comma says that the surname stands first`() throws {
        try expect([
            (.poland, .first, .woman, ["Adam, Zofia", "Nowak, Anna"]), (.poland, .first, .man, ["Nowak, Jan"]),
            (.czechia, .first, .woman, ["Marek, Jana"]),
        ])
    }
}

import Commands

await Kartoteka.start()

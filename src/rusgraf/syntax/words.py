"""What a mistake in the syntax is called, and what to do about it, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Each mistake in nb and en. ``{word}`` is what stands there, ``{suggestion}`` what should.
MISTAKES: Final[Mapping[str, tuple[str, str]]] = {
    "general": (
        "{format} kan ikke leses her: {word} passer ikke inn. Se etter noe som mangler eller er for mye like foran.",
        "This is not readable {format}: {word} does not fit here. Look for something missing or superfluous just before it.",
    ),
    "general-end": (
        "{format} kan ikke leses her: filen slutter midt i noe.",
        "This is not readable {format}: the file ends in the middle of something.",
    ),
    "general-file": (
        "Filen kan ikke leses som {format}. Sjekk at den er hel og har riktig filtype.",
        "The file cannot be read as {format}. Check that it is whole and of the right type.",
    ),
    "like-zip": (
        "Dette ser ut som et Word-dokument, et regneark eller en zip-fil, ikke {format}. Lagre innholdet som ren tekst.",
        "This looks like a Word document, a spreadsheet or a zip file, not {format}. Save its content as plain text.",
    ),
    "like-pdf": (
        "Dette ser ut som en PDF, ikke {format}. Skriv innholdet som ren tekst i en egen fil.",
        "This looks like a PDF, not {format}. Write its content as plain text in a file of its own.",
    ),
    "like-rtf": (
        "Dette ser ut som formatert tekst (RTF), ikke {format}. Lagre filen som ren tekst.",
        "This looks like formatted text (RTF), not {format}. Save the file as plain text.",
    ),
    "like-html": (
        "Dette ser ut som en nettside (HTML), ikke {format}. Last ned selve datafilen i stedet for siden som viser den.",
        "This looks like a web page (HTML), not {format}. Download the data file itself, not the page that shows it.",
    ),
    "like-xml": (
        "Dette ser ut som XML, ikke {format}. Er det RDF/XML, gi filen endelsen .rdf; ellers må det skrives om.",
        "This looks like XML, not {format}. If it is RDF/XML, name the file .rdf; otherwise it must be rewritten.",
    ),
    "like-json": (
        "Dette ser ut som JSON, ikke {format}. Er det JSON-LD, gi filen endelsen .jsonld; ellers må det skrives om.",
        "This looks like JSON, not {format}. If it is JSON-LD, name the file .jsonld; otherwise it must be rewritten.",
    ),
    "like-yaml": (
        'Dette ser ut som YAML, ikke {format}. I {format} skrives en påstand slik: <https://…> dcterms:title "Tekst"@nb .',
        'This looks like YAML, not {format}. In {format} a statement reads: <https://…> dcterms:title "Text"@en .',
    ),
    "like-table": (
        "Dette ser ut som en tabell (CSV), ikke {format}. Gi filen endelsen .csv, eller skriv den om.",
        "This looks like a table (CSV), not {format}. Name the file .csv, or rewrite it.",
    ),
    "like-sparql": (
        "Dette ser ut som en spørring i SPARQL, ikke {format}. En fil med data kan ikke inneholde {word}.",
        "This looks like a SPARQL query, not {format}. A file of data cannot contain {word}.",
    ),
    "fence": (
        "Linjen ``` hører til Markdown, ikke {format}. Fjern den, og den som avslutter blokken.",
        "The line ``` belongs to Markdown, not {format}. Remove it, and the one that ends the block.",
    ),
    "conflict": (
        "Her står merker etter en konflikt i git. Velg én av versjonene og fjern linjene med <<<<<<<, ======= og >>>>>>>.",
        "Here are the marks of a conflict in git. Choose one version and remove the lines with <<<<<<<, ======= and >>>>>>>.",
    ),
    "curly": (
        'Anførselstegnet {word} kan ikke brukes her. Skriv rette anførselstegn: "tekst".',
        'The quotation mark {word} cannot be used here. Write straight quotation marks: "text".',
    ),
    "curly-end": (
        'Teksten begynner med et rett anførselstegn, men slutter med {word}. Skriv " i begge ender.',
        'The text begins with a straight quotation mark but ends with {word}. Write " at both ends.',
    ),
    "open-text": (
        "Teksten som begynner her, mangler anførselstegn på slutten. Sett {word} der teksten er slutt.",
        "The text that begins here has no closing quotation mark. Put {word} where the text ends.",
    ),
    "line-break": (
        "Teksten som begynner her, er ikke avsluttet på samme linje. Sett {word} der den slutter, eller tre tegn i hver ende ({word}{word}{word}) om den går over flere linjer.",
        "The text that begins here does not end on the same line. Put {word} where it ends, or three at each end ({word}{word}{word}) if it spans lines.",
    ),
    "inner-quote": (
        "Teksten slutter ved dette anførselstegnet. Hører tegnet til teksten, skriv \\{word} eller « ».",
        "The text ends at this quotation mark. If the mark belongs to the text, write \\{word} or other quotation marks.",
    ),
    "backslash": (
        "En omvendt skråstrek i en tekst skrives dobbelt: \\\\.",
        "A backslash in a text is written twice: \\\\.",
    ),
    "name-backslash": (
        "I et navn kan \\ bare stå foran ett av tegnene _~.-!$&'()*+,;=/?#@%. Fjern den, eller skriv hele adressen mellom < og >.",
        "In a name \\ can only stand before one of _~.-!$&'()*+,;=/?#@%. Remove it, or write the whole address between < and >.",
    ),
    "hex": (
        "Etter \\u skal det stå fire, etter \\U åtte, heksadesimale sifre for et tegn som finnes. Skriv helst tegnet selv.",
        "\\u is followed by four, \\U by eight hexadecimal digits of an existing character. Better write the character itself.",
    ),
    "language-underscore": (
        "Språkkoden skrives uten understrek og land: {suggestion}.",
        "The language tag is written without underscore and country: {suggestion}.",
    ),
    "language": (
        "{word} er ikke en språkkode. Skriv for eksempel @nb, @nn eller @en.",
        "{word} is not a language tag. Write for instance @nb, @nn or @en.",
    ),
    "language-at": (
        "Språkkoden mangler @. Skriv {suggestion} rett etter anførselstegnet.",
        "The language tag lacks its @. Write {suggestion} right after the quotation mark.",
    ),
    "language-number": (
        "Bare en tekst i anførselstegn kan ha en språkkode. Fjern {word}.",
        "Only a text in quotation marks can have a language tag. Remove {word}.",
    ),
    "datatype": (
        "Etter ^^ skal det stå en datatype, som xsd:date.",
        "After ^^ comes a datatype, such as xsd:date.",
    ),
    "one-caret": (
        'Datatypen skrives etter to tegn: ^^, som i "2024-05-01"^^xsd:date.',
        'The datatype is written after two characters: ^^, as in "2024-05-01"^^xsd:date.',
    ),
    "bare-typed": (
        "Foran ^^ skal verdien stå i anførselstegn: {suggestion}.",
        "Before ^^ the value stands in quotation marks: {suggestion}.",
    ),
    "bare-date": (
        "En dato skrives i anførselstegn med datatype: {suggestion}.",
        "A date is written in quotation marks with its datatype: {suggestion}.",
    ),
    "number": (
        '{word} er ikke ett tall. Skriv tallet uten mellomrom, med punktum som desimaltegn og uten benevning; tekst i "".',
        '{word} is not one number. Write it without spaces, with a decimal point and without a unit; text goes in "".',
    ),
    "iri-open": (
        "Adressen som begynner her, mangler > på slutten.",
        "The address that begins here lacks its closing >.",
    ),
    "iri-space": (
        "Adressen inneholder et mellomrom. Fjern det, eller skriv %20; eller avslutt adressen med > foran det.",
        "The address contains a space. Remove it, or write %20; or end the address with > before it.",
    ),
    "iri-character": (
        "Tegnet {word} kan ikke stå i en adresse. Skriv det som {suggestion}.",
        "The character {word} cannot stand in an address. Write it as {suggestion}.",
    ),
    "iri-percent": (
        "I en adresse skal % følges av to heksadesimale sifre, som %20. Selve prosenttegnet skrives %25.",
        "In an address % is followed by two hexadecimal digits, as in %20. The percent sign itself is written %25.",
    ),
    "iri-relative": (
        "{word} er ikke en hel adresse. Skriv den fullt ut, som <https://…>, eller bruk et prefiks.",
        "{word} is not a whole address. Write it in full, as <https://…>, or use a prefix.",
    ),
    "iri-invalid": (
        "{word} er ikke en gyldig adresse.",
        "{word} is not a valid address.",
    ),
    "iri-bare": (
        "En adresse skrives mellom < og >: {suggestion}.",
        "An address is written between < and >: {suggestion}.",
    ),
    "prefix-known": (
        "Prefikset {word} er ikke erklært. Sett denne linjen øverst i filen: {suggestion}",
        "The prefix {word} is not declared. Put this line at the top of the file: {suggestion}",
    ),
    "prefix-near": (
        "Prefikset {word} er ikke erklært. Mente du {suggestion}?",
        "The prefix {word} is not declared. Did you mean {suggestion}?",
    ),
    "prefix-later": (
        "Prefikset {word} er først erklært på linje {line}. Flytt erklæringen øverst i filen.",
        "The prefix {word} is only declared on line {line}. Move the declaration to the top of the file.",
    ),
    "prefix-twice": (
        "Prefikset {word} står for en annen adresse på linje {line}. Fjern denne erklæringen, eller gi prefikset her et annet navn.",
        "The prefix {word} stands for another address on line {line}. Remove this declaration, or give the prefix here another name.",
    ),
    "prefix-unknown": (
        "Prefikset {word} er ikke erklært. Sett en linje som denne øverst i filen: @prefix {word} <https://…> .",
        "The prefix {word} is not declared. Put a line like this at the top of the file: @prefix {word} <https://…> .",
    ),
    "directive": (
        "En erklæring av et prefiks skrives slik: @prefix dcterms: <http://purl.org/dc/terms/> .",
        "The declaration of a prefix reads: @prefix dcterms: <http://purl.org/dc/terms/> .",
    ),
    "directive-base": (
        "En erklæring av grunnadressen skrives slik: @base <https://example.org/> .",
        "The declaration of the base address reads: @base <https://example.org/> .",
    ),
    "directive-word": (
        "{word} finnes ikke. Skriv {suggestion} med små bokstaver.",
        "There is no {word}. Write {suggestion} in small letters.",
    ),
    "directive-dot": (
        "Det mangler punktum etter erklæringen som begynner med {word}.",
        "The declaration that begins with {word} lacks its dot.",
    ),
    "sparql-dot": (
        "{word} uten @ skal ikke ha punktum etter seg. Fjern punktumet, eller skriv @{suggestion} foran.",
        "{word} without @ takes no dot. Remove the dot, or write @{suggestion} in front.",
    ),
    "character": (
        "Tegnet {word} kan ikke stå her. Hører det til et navn, skriv \\{word} eller hele adressen mellom < og >.",
        "The character {word} cannot stand here. If it belongs to a name, write \\{word} or the whole address between < and >.",
    ),
    "entity": (
        "{word} er slik nettsider skriver {suggestion}. Skriv {suggestion}.",
        "{word} is how web pages write {suggestion}. Write {suggestion}.",
    ),
    "stray": (
        'Tegnet {word} kan ikke stå her. Fjern det; tekst skrives i "anførselstegn".',
        'The character {word} cannot stand here. Remove it; text is written in "quotation marks".',
    ),
    "invisible": (
        "Her står et usynlig tegn ({word}), ofte limt inn fra en nettside eller Word. Erstatt det med et vanlig mellomrom.",
        "Here is an invisible character ({word}), often pasted from a web page or Word. Replace it with an ordinary space.",
    ),
    "invisible-name": (
        "Her står et usynlig tegn ({word}) midt i et navn, ofte limt inn fra en nettside eller Word. Fjern det.",
        "Here is an invisible character ({word}) within a name, often pasted from a web page or Word. Remove it.",
    ),
    "dash": (
        "Tegnet {word} kan ikke stå i et navn. Skriv en vanlig bindestrek (-): {suggestion}.",
        "{word} cannot stand in a name. Write an ordinary hyphen (-): {suggestion}.",
    ),
    "about-number": (
        "Tegnet {word} kan ikke stå foran et tall. Skriv bare tallet: {suggestion}.",
        "{word} cannot stand before a number. Write only the number: {suggestion}.",
    ),
    "equals": (
        '{format} bruker ikke likhetstegn. Skriv egenskapen og så verdien: dcterms:title "Tekst"@nb.',
        '{format} has no equals sign. Write the property and then the value: dcterms:title "Text"@en.',
    ),
    "variable": (
        "{word} er en variabel i en spørring. En fil med data kan bare inneholde navn, adresser og verdier.",
        "{word} is a variable of a query. A file of data can only contain names, addresses and values.",
    ),
    "comment": (
        "En kommentar begynner med #, ikke {word}.",
        "A comment begins with #, not {word}.",
    ),
    "blank-label": (
        "En blank node trenger et navn etter _: , som _:a. Skriv ellers [].",
        "A blank node needs a name after _: , as in _:a. Otherwise write [].",
    ),
    "missing-dot": (
        "Det mangler punktum her, etter {word}: beskrivelsen er slutt, og en ny begynner.",
        "A dot is missing here, after {word}: this description ends, and another begins.",
    ),
    "unfinished": (
        "Filen slutter midt i beskrivelsen av {word}. Skriv resten av den, og punktum.",
        "The file ends in the middle of the description of {word}. Write the rest of it, and a dot.",
    ),
    "missing-dot-end": (
        "Det mangler punktum her, etter {word}: filen er slutt.",
        "A dot is missing here, after {word}: the file ends.",
    ),
    "missing-semicolon": (
        "Det mangler semikolon (;) her, etter {word}, foran neste egenskap. (Komma foran enda en verdi, punktum til slutt.)",
        "A semicolon (;) is missing here, after {word}, before the next property. (A comma before another value, a dot at the end.)",
    ),
    "missing-comma": (
        "Det mangler komma (,) her, etter {word}, foran enda en verdi. (Semikolon foran neste egenskap, punktum til slutt.)",
        "A comma (,) is missing here, after {word}, before another value. (A semicolon before the next property, a dot at the end.)",
    ),
    "missing-close": (
        "Det mangler {suggestion} her: {word} fra linje {line} er ikke lukket.",
        "A {suggestion} is missing here: the {word} of line {line} is not closed.",
    ),
    "extra-close": (
        "{word} lukker noe som ikke er åpnet. Fjern den, eller sett inn tegnet som åpner.",
        "{word} closes what was never opened. Remove it, or put in the bracket that opens.",
    ),
    "list-separator": (
        "Tegnet {word} hører ikke hjemme i en liste. Fjern det: verdiene skilles med mellomrom.",
        "{word} does not belong in a list. Remove it: the values are separated by spaces.",
    ),
    "semicolon-for-dot": (
        "Semikolonet sier at beskrivelsen går videre, men {word} begynner en ny. Skriv punktum i stedet.",
        "The semicolon says that the description goes on, but {word} begins another. Write a dot instead.",
    ),
    "semicolon-for-comma": (
        "Semikolonet sier at en egenskap følger, men {word} er en verdi. Skriv komma i stedet.",
        "The semicolon says that a property follows, but {word} is a value. Write a comma instead.",
    ),
    "value-for-property": (
        "{word} er en verdi. Foran den mangler en egenskap.",
        "{word} is a value. A property is missing before it.",
    ),
    "missing-a": (
        "{word} er en klasse. Skriv a foran: {suggestion}.",
        "{word} is a class. Write a before it: {suggestion}.",
    ),
    "comma-for-semicolon": (
        "Kommaet sier at enda en verdi følger, men {word} er en egenskap. Skriv semikolon i stedet.",
        "The comma says that another value follows, but {word} is a property. Write a semicolon instead.",
    ),
    "dot-for-semicolon": (
        "Punktumet avslutter beskrivelsen, men {word} ser ut til å fortsette den. Skriv semikolon (;) i stedet.",
        "The dot ends the description, but {word} seems to go on with it. Write a semicolon (;) instead.",
    ),
    "extra-comma": (
        "Etter kommaet mangler en verdi. Fjern kommaet, eller skriv verdien.",
        "A value is missing after the comma. Remove the comma, or write the value.",
    ),
    "extra-mark": (
        "{word} står her uten noe foran seg. Fjern tegnet.",
        "There is nothing before this {word}. Remove it.",
    ),
    "missing-value": (
        "Det mangler en verdi etter egenskapen {word}.",
        "A value is missing after the property {word}.",
    ),
    "missing-property": (
        "Det sies ingenting om {word}. Skriv en egenskap og en verdi etter.",
        "Nothing is said about {word}. Write a property and a value after it.",
    ),
    "bare-word": (
        "{word} er verken et navn med prefiks eller en tekst. Tekst skrives i anførselstegn: {suggestion}. Er det et navn, sett prefikset foran.",
        "{word} is neither a name with a prefix nor a text. Text is written in quotation marks: {suggestion}. If it is a name, put its prefix in front.",
    ),
    "bare-code": (
        "Foran {word} mangler prefikset. Skriv {suggestion}.",
        "The prefix is missing before {word}. Write {suggestion}.",
    ),
    "small-letters": (
        "Skriv {suggestion} med små bokstaver, ikke {word}.",
        "Write {suggestion} in small letters, not {word}.",
    ),
    "null": (
        "{word} finnes ikke i {format}. Utelat egenskapen når verdien mangler.",
        "There is no {word} in {format}. Leave the property out where there is no value.",
    ),
    "a-value": (
        "a står for «er av typen» og kan bare være en egenskap. Her skal det stå en verdi.",
        "a means “is of type” and can only be a property. A value belongs here.",
    ),
    "a-word": (
        "{word} kan ikke stå som egenskap. Typen skrives med a: a rg:Claim.",
        "{word} cannot be a property. The type is written with a: a rg:Claim.",
    ),
    "wrong-property": (
        "Her skal det stå en egenskap, som dcterms:title eller a, ikke {word}.",
        "A property belongs here, such as dcterms:title or a, not {word}.",
    ),
    "wrong-subject": (
        "En beskrivelse begynner med navnet på det den handler om, som claim:nr-1 eller <https://…>, ikke {word}.",
        "A description begins with the name of what it is about, such as claim:no-1 or <https://…>, not {word}.",
    ),
    "name-space": (
        "{word} kan ikke stå her. Er det en del av navnet {suggestion} foran, husk at navn ikke har mellomrom.",
        "{word} cannot stand here. If it is part of the name {suggestion} before it: names contain no spaces.",
    ),
    "graph-braces": (
        "Klammene {{ }} hører til TriG. Fjern dem, eller gi filen endelsen .trig.",
        "The braces {{ }} belong to TriG. Remove them, or name the file .trig.",
    ),
    "graph-name": (
        "Etter GRAPH skal det stå et navn og så {{.",
        "GRAPH is followed by a name and then {{.",
    ),
    "triple-term": (
        "Påstander om påstander, << … >>, brukes ikke i rusgraf. Skriv dem om.",
        "Statements about statements, << … >>, are not used in rusgraf. Rewrite them.",
    ),
    "lines-short": (
        "{format} har bare hele adresser mellom < og >, ikke {word}. Gi filen endelsen .ttl om den er Turtle.",
        "{format} has only whole addresses between < and >, not {word}. Name the file .ttl if it is Turtle.",
    ),
    "lines-value": (
        "I {format} er en verdi en adresse mellom < og >, en blank node eller en tekst i rette, doble anførselstegn.",
        "In {format} a value is an address between < and >, a blank node or a text in straight double quotation marks.",
    ),
    "lines-dot": (
        "Det mangler punktum her, på slutten av utsagnet.",
        "A dot is missing here, at the end of the statement.",
    ),
    "lines-one": (
        "I {format} står bare én påstand på hver linje. Sett inn et linjeskift her.",
        "{format} has one statement on each line. Break the line here.",
    ),
    "lines-broken": (
        "I {format} står hele påstanden på én linje. Fjern linjeskiftet.",
        "In {format} a whole statement stands on one line. Remove the line break.",
    ),
    "lines-graph": (
        "I {format} har en påstand tre deler. Et navn på en graf hører til N-Quads (.nq).",
        "In {format} a statement has three parts. The name of a graph belongs to N-Quads (.nq).",
    ),
}

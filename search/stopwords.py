"""Words of a question that say nothing of what is sought."""

from functools import cache

from portal.languages import html_lang

from .folding import fold_word, words_of
from .stemming import languages_of

WORDS = {
    "de": """der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei beim mit nach
        von vom vor zu zum zur für über um ich wir sie er es du mein meine meinen meinem meiner unser
        unsere ist sind war bin hat habe haben hab kann können könnte muss müssen soll will möchte
        möchten wo wie was wer wann welche welcher welches wohin woher gibt es suche suchen finde finden
        bekomme bekommen brauche brauchen man sich nicht kein als auch so dass wenn mir mich uns ihr
        ihre bitte hier da dort duisburg jemand jemanden jemandem etwas irgendwo gern gerne würde würden
        mal machen mache macht gesucht unserem unseren meines""",
    "en": """the a an and or in at on of for to from with by my our your is are am was be have has can could must
        should i we you he she it they me us how what where when who which do does get find need want
        looking search please there here but if so then than that this these those would like any some
        also duisburg someone somebody anyone something anything somewhere im ive needs wants make
        making going go about whom whose wanted trying""",
    "tr": """ve veya ile için bir bu şu o ben biz siz sen nerede nereden nereye nasıl ne kim hangi ne zaman var mı mi
        mu mü istiyorum arıyorum bulabilirim gerekiyor lazım benim bizim da de ki çok duisburg
        duisburgda ihtiyacım ihtiyacımız ihtiyaç istiyoruz arıyoruz aramak bulmak bulabiliriz alabilirim
        alırım yapabilirim yapmak yaptırmak nerde nedir kime kimden bana beni bize biri birisi lütfen
        hakkında gibi olan ama şey""",
    "ar": """في من الى إلى على عن مع و أو او هل ما ماذا كيف أين اين متى من هو هي أنا انا نحن أريد اريد أبحث ابحث عندي
        لدي يمكن يمكنني أجد اجد هذا هذه التي الذي دويسبورغ بدي بدنا وين شو احتاج أحتاج محتاج بحاجة لي
        إلي ممكن عايز عاوز حدا أحد احد شخص لازم نريد نحتاج كيفية ان أن إن""",
    "bg": """и или в във на за от до с със по при къде как какво кой коя кога има ли мога може искам търся трябва ми
        аз ние се да намеря дуисбург някой нещо нужда имам нужен нужна искаме търсим мой моя моето моите
        моят моята ни си какъв каква не направя""",
    "ro": """și si sau în in la de din pe cu pentru un o unei unui al a ai ale unde cum ce cine când care este sunt
        am avem pot vreau caut trebuie găsesc gasesc mea meu să sa duisburg aș as dori îmi imi nevoie
        cineva ceva poate fi fac face eu noi mei mele nostru noastră ca că mi-ar avea""",
    "ru": """и или в во на за из от до с со по при для к у где как что кто когда какой какая есть ли мне мы я мой моя
        могу можно хочу ищу нужно нужен нужна найти получить это не дуйсбург дуйсбурге кто-нибудь кто-то
        нужны надо хотел хотела хотим ищем нас меня мои моего моей моему свой чтобы если бы а но же
        сделать нам""",
    "uk": """і й та або в у на за з із зі від до по при для к де як що хто коли який яка є чи мені ми я мій моя можу
        можна хочу шукаю треба потрібно потрібен потрібна знайти отримати це не дуйсбург дуйсбурзі хтось
        щось потрібне потрібні хотів хотіла хочемо шукаємо мене мого моєї моєму свій щоб якщо б а але
        зробити нам""",
    "pl": """i lub albo w we na za z ze od do po przy dla gdzie jak co kto kiedy który która jest są czy mi my ja mój
        moja mogę można chcę szukam potrzebuję potrzebny znaleźć dostać to nie się duisburg potrzebna
        potrzebuje potrzebujemy chciałbym chciałabym chce chcemy szukamy jakiś jakaś kogoś ktoś coś mieć
        mojego mojej moje moim swój a ale żeby by u zrobić jestem""",
}


@cache
def _folded(language: str) -> frozenset[str]:
    return frozenset(fold_word(word) for word in WORDS.get(language, "").split())


def says_nothing(word: str, language: str) -> bool:
    """In the language of the visitor or in German."""
    folded = fold_word(word)
    return folded in _folded(html_lang(language)) or folded in _folded("de")


def likely_language(text: str) -> str:
    """The language of a text that says none: whose words that say nothing it has, else one of its alphabet."""
    words = words_of(text)
    if not words:
        return "de"
    counts = {code: sum(fold_word(word) in _folded(code) for word in words) for code in WORDS}
    best = max(counts, key=counts.get)
    return best if counts[best] else languages_of(words[0], "")[1]

"""Invented people: first and last names of several cultures, put together by chance. No real person is meant."""

import unicodedata

import numpy as np

FAMILY_FIRST = {"chinese", "hungarian"}
WITHOUT_MARKS = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "ı": "i", "đ": "d"})

# 王/wang: as it is written, and as it stands in an e-mail address
NAMES: dict[str, tuple[str, str]] = {
    "english": (
        "Olivia Amelia Isla Grace Ruby Ella Freya Harry Jack Oscar Leo Arthur Noah Alfie Charlotte Thomas Jude Maisie",
        "Smith Walker Hughes Bennett Carter Foster Holmes Mason Shaw O'Connor Murray Doyle Pearce Reid Lawson Whitby",
    ),
    "german": (
        "Anna Lena Jürgen Sören Björn Käthe Marlene Felix Jonas Greta Heike Uwe Sabine Matthias Frieda Lukas Antje",
        "Müller Schäfer Groß Weiß König Jäger Vogel Hoffmann Brandt Krüger Lorenz Böhm Seidel Ahrens Petersen Voß",
    ),
    "hungarian": (
        "Zsófia Réka Ágnes Gergő László Zoltán Csilla Dóra Bence Máté Eszter Judit Péter Attila Kinga Orsolya Balázs",
        "Szabó Kovács Tóth Horváth Nagy Varga Molnár Németh Farkas Balogh Kiss Papp Lakatos Rácz Szűcs Fekete Hegedűs",
    ),
    "portuguese": (
        "João Inês Beatriz Tiago Gonçalo Conceição Luísa Rafael Camila Thiago Antônia Paulo Marina Otávio Clara Davi",
        "Silva Souza Araújo Gonçalves Simões Conceição Moreira Barbosa Teixeira Magalhães Pinto Rocha Freitas Nóbrega",
    ),
    "chinese": (
        "伟/wei 芳/fang 秀英/xiuying 敏/min 静/jing 磊/lei 洋/yang 艳/yan 勇/yong 杰/jie 思远/siyuan 雨桐/yutong",
        "王/wang 李/li 张/zhang 刘/liu 陈/chen 杨/yang 赵/zhao 黄/huang 周/zhou 吴/wu 徐/xu 孙/sun 欧阳/ouyang",
    ),
    "polish": (
        "Łukasz Agnieszka Paweł Małgorzata Zofia Stanisław Grażyna Kuba Ewa Marcin Oliwia Wojciech Hanna Szymon Iga",
        "Nowak Wiśniewska Kowalczyk Dąbrowski Zieliński Wójcik Kamiński Jabłońska Król Wróbel Pawlak Sikora Górski",
    ),
    "turkish": (
        "Ayşe Mehmet Çağla Işıl Emre Gülşen Kerem Zeynep Özgür Elif Deniz Tuğba Onur Sevgi Barış Umut Ebru Yiğit",
        "Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Şimşek Polat",
    ),
}
CULTURES = {"english": 0.34, "german": 0.18, "hungarian": 0.10, "portuguese": 0.12, "chinese": 0.10, "polish": 0.08}
CULTURES |= {"turkish": 0.08}


def people(number: int, rng: np.random.Generator) -> tuple[list[str], list[str]]:
    """Names and e-mail addresses of `number` people. Names may repeat, addresses never do."""
    cultures = rng.choice(list(CULTURES), number, p=list(CULTURES.values()))
    drawn = [_person(str(culture), *rng.random(2)) for culture in cultures]
    return [name for name, _ in drawn], _addresses([plain for _, plain in drawn])


def _person(culture: str, one: float, other: float) -> tuple[str, str]:
    firsts, lasts = (words.split() for words in NAMES[culture])
    first, last = firsts[int(one * len(firsts))], lasts[int(other * len(lasts))]
    plain = f"{_plain(first)}.{_plain(last)}"
    parts = [word.partition("/")[0] for word in ((last, first) if culture in FAMILY_FIRST else (first, last))]
    return ("" if culture == "chinese" else " ").join(parts), plain


def _plain(word: str) -> str:
    """A name as it stands in an address: lower case, letters a to z only."""
    latin = unicodedata.normalize("NFKD", word.rpartition("/")[2].translate(WITHOUT_MARKS))
    return "".join(letter for letter in latin.lower() if letter.isascii() and letter.isalpha())


def _addresses(plain: list[str]) -> list[str]:
    """An address each, numbered from the second person of a name on; example.com belongs to nobody."""
    seen: dict[str, int] = {}
    addresses = []
    for name in plain:
        seen[name] = seen.get(name, 0) + 1
        addresses.append(f"{name}{seen[name] if seen[name] > 1 else ''}@example.com")
    return addresses

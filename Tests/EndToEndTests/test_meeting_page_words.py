"""The page's phrases: every language has every phrase, with the same fields, in every plural form that it has."""

import json
import pathlib
import re

import pytest

PAGE = pathlib.Path(__file__).resolve().parents[2] / "Sources/MeetingsServer/Page"
LANGUAGES = ["ar", "ca", "de", "en", "es", "fr", "he", "it", "pt-br", "zh-cn", "zh-tw"]
# The plural categories of cardinal numbers (Unicode CLDR).
ROMANCE = {"one", "many", "other"}
PLURALS = {
    "ar": {"zero", "one", "two", "few", "many", "other"}, "ca": ROMANCE, "de": {"one", "other"},
    "en": {"one", "other"}, "es": ROMANCE, "fr": ROMANCE, "he": {"one", "two", "other"}, "it": ROMANCE,
    "pt-br": ROMANCE, "zh-cn": {"other"}, "zh-tw": {"other"},
}  # fmt: skip
PLURAL = re.compile(r"_(zero|one|two|few|many|other)$")
# In these forms the language has the number in its words.
SPELT_OUT = {"zero", "one", "two"}


def read(language):
    def once(pairs):
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), f"{language} has a phrase twice"
        return dict(pairs)

    return json.loads((PAGE / f"locales/{language}.json").read_text(), object_pairs_hook=once)


ENGLISH = read("en")
COUNTED = {PLURAL.sub("", key) for key in ENGLISH if PLURAL.search(key)}


def fields(phrase):
    return sorted(re.findall(r"\{(\w+)\}", phrase))


def test_there_is_a_file_for_each_language():
    assert sorted(path.stem for path in (PAGE / "locales").glob("*.json")) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_there_with_its_fields_and_forms(language):
    phrases = read(language)
    wanted = {key for key in ENGLISH if not PLURAL.search(key)}
    wanted |= {f"{key}_{form}" for key in COUNTED for form in PLURALS[language]}
    assert set(phrases) == wanted
    for key, phrase in phrases.items():
        assert phrase.strip() == phrase != "", f"{key} is empty or has blanks around it"
        form = PLURAL.search(key)
        same = fields(ENGLISH[PLURAL.sub("_other", key) if form else key])
        if form and form[1] in SPELT_OUT and "count" not in fields(phrase):
            same = [field for field in same if field != "count"]
        assert fields(phrase) == same, f"{key} has other fields"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_heard_of_a_button_begins_with_what_is_seen(language):
    """People who speak to their computer say what they read."""
    phrases = read(language)
    for seen, heard in (("admit", "admit.name"), ("deny", "deny.name"), ("speaker.test", "speaker.test.label")):
        assert phrases[seen].lower() in phrases[heard].lower(), heard


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_phrases_are_translated(language):
    phrases = read(language)
    # Words that are the same in several languages, and phrases without words.
    same = [key for key, phrase in phrases.items() if ENGLISH.get(key) == phrase and len(phrase) > 16]
    assert [key for key in same if re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", ENGLISH[key]))] == []


def test_the_page_says_only_phrases_that_exist_and_english_stands_in_it_already():
    html = (PAGE / "page.html").read_text()
    for key in re.findall(r'data-t(?:-label|-title|-placeholder)?="([^"]+)"', html):
        assert key in ENGLISH, f"page.html says {key}"
    for attributes, text in re.findall(r"<\w+([^>]*\sdata-t=\"[^\"]+\"[^>]*)>([^<]+)<", html):
        assert text.strip() == ENGLISH[re.search(r'data-t="([^"]+)"', attributes)[1]]
    for script in PAGE.glob("*.js"):
        said = r"\b(?:say|label|hint|text|phrase|note|urgent)\((?:[^()\"]+, )?\"([a-z.]+)\""
        for key in re.findall(said, script.read_text()):
            assert key in ENGLISH or key in COUNTED, f"{script.name} says {key}"


def test_every_module_is_fetched_at_once():
    """Not one after the other, as each is found to import the next."""
    html = (PAGE / "page.html").read_text()
    alone = {"page.js", "clock.js", "embed.js"}
    modules = {path.name for path in PAGE.glob("*.js")} - alone
    assert set(re.findall(r'modulepreload" href="/_/([^"]+)"', html)) == modules


def test_scripts_and_styles_stand_by_themselves():
    for path in [*PAGE.glob("*.js"), *PAGE.glob("*.css"), PAGE / "page.html"]:
        text = path.read_text()
        from_elsewhere = re.search(r"(src|href|import|url\()\s*[=(]?\s*[\"'(]?https?://", text)
        # Its heading shows a site that loads it.
        assert not from_elsewhere or path.name == "embed.js", f"{path.name} loads from elsewhere"
        assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text), path.name
        if path.suffix == ".js" and path.name != "embed.js":
            assert text.startswith("// "), f"{path.name} does not say what it is for"
            assert text.count("\n") <= 250, f"{path.name} is long"
        if path.suffix == ".css":
            physical = re.findall(r"[;{\s](?:margin|padding|border)-(?:left|right)\b|[;{]\s*(?:left|right)\s*:", text)
            assert len(physical) <= (1 if path.name == "panels.css" else 0), f"{path.name}: {physical}"

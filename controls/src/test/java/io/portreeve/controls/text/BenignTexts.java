package io.portreeve.controls.text;

import java.util.List;
import java.util.stream.Stream;

/** Texts of real life, written for these tests: none of them may be changed. */
public final class BenignTexts {
  private BenignTexts() {}

  /** In canonical form, so that not even canonicalization changes them. */
  public static List<String> all() {
    return Stream.of(LANGUAGES, SYMBOLS, EMAILS, CODE, MARKDOWN, DATA)
        .flatMap(List::stream)
        .toList();
  }

  /** Those without code and markup, which a page or a shell would read otherwise. */
  public static List<String> prose() {
    return Stream.of(LANGUAGES, SYMBOLS, EMAILS).flatMap(List::stream).toList();
  }

  /** Texts that renderers of Markdown show as they stand. */
  public static List<String> markdown() {
    return Stream.of(LANGUAGES, SYMBOLS, EMAILS, CODE, MARKDOWN, DATA)
        .flatMap(List::stream)
        .toList();
  }

  private static final List<String> LANGUAGES =
      List.of(
          "The quick brown fox jumps over the lazy dog; it’s 5 o’clock – really…",
          "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. Straße, Maß, Öl.",
          "Voix ambiguë d’un cœur qui, au zéphyr, préfère les jattes de kiwis\u00A0:"
              + " «\u202Foui\u202F»!",
          "El veloz murciélago hindú comía feliz cardillo y kiwi. ¿Qué tal? ¡Añejo!",
          "Pchnąć w tę łódź jeża lub ośm skrzyń fig. Zażółć gęślą jaźń.",
          "Příliš žluťoučký kůň úpěl ďábelské ódy.",
          "Árvíztűrő tükörfúrógép. Hűtőgép.",
          "Quizdeltagerne spiste jordbær med fløde. Blåbærsyltetøy på Ærøskøbing.",
          "Flygande bäckasiner söka hwila på mjuka tuvor.",
          "Pijamalı hasta yağız şoföre çabucak güvendi. İstanbul, ısı.",
          "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. Καλημέρα!",
          "Съешь же ещё этих мягких французских булок, да выпей чаю. Йод, ёлка.",
          "Чуєш їх, доцю, га? Кумедна ж ти, прощайся без ґольфів!",
          "דג סקרן שט בים מאוכזב ולפתע מצא חברה. מחיר: 25.50 ש״ח",
          "שלום עולם\u200F! (גרסה 2.0\u200F) – בדיקה",
          "نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر. الإصدار ٣\u200F.",
          "می\u200Cخواهم کتاب\u200Cهای تازه را بخوانم؛ نمی\u200Cدانم کجا هستند.",
          "ٹھنڈ میں، ایک قحط زدہ گاؤں سے گذرتے وقت. ہ\u200D ۱۴۴۵",
          "ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण। क्\u200Dष, क्\u200Cष, श्रीमती",
          "আমি বাংলায় গান গাই। র\u200D্যাব",
          "ශ්\u200Dරී ලංකාව, ප්\u200Dරශ්නය",
          "മലയാളം വാക്കുകൾ, ന്\u200D",
          "தமிழ் மொழி அழகானது. க்ஷ",
          "ข้อความภาษาไทย\u200Bไม่มี\u200Bช่องว่าง ราคา ๒๕ บาท",
          "ខ្ញុំ\u200Bស្រលាញ់\u200Bភាសា\u200Bខ្មែរ។",
          "မြန်မာ\u200Bဘာသာ\u200Bစကား",
          "いろはにほへと　ちりぬるを。カタカナ、ｶﾀｶﾅ、全角ＡＢＣ！（括弧）",
          "葛\uDB40\uDD00城市と辻\uDB40\uDD01さん、邊\uDB40\uDD02",
          "視野無限廣，窗外有藍天。「引號」、《書名》……100％",
          "키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다.",
          "Nguyễn Thị Minh Khai đã đến Hà Nội lúc 7 giờ; giá 25.000 ₫.",
          "Ọjọ́ rere ni ó. Ẹ káàárọ̀. Ìbàdàn",
          "ᠮᠣᠩᠭᠣᠯ\u180B ᠪᠢᠴᠢᠭ");

  private static final List<String> SYMBOLS =
      List.of(
          "Family: 👨‍👩‍👧‍👦, coder: 👩🏽‍💻, pirate: 🏴‍☠️, rainbow: 🏳️‍🌈, heart on fire:"
              + " ❤️‍🔥",
          "Flags: 🇩🇪 🇯🇵"
              + " 🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F "
              + "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
          "Key caps: 1️⃣ 2️⃣ #️⃣ *️⃣, text style ☎︎, emoji style ☎️, ™️ ©️ ↔️ ▶️",
          "Skin: 👍🏿 👋🏻, polar bear 🐻‍❄️, eye in bubble 👁️‍🗨️, phoenix 🐦‍🔥, ginger 👨‍🦰",
          "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋, α ∧ ¬β ≠ ∅, ∫₀^∞ e⁻ˣ dx = 1, x\u2229\uFE00y",
          "√2 ≈ 1.41421, 10 µm ± 0.5 %, 20 °C, ½ cup, №5, §12, ¶3, €19.99, £5, ¥300",
          "├── src\n│   └── main\n└── pom.xml",
          "┌────┬────┐\n│ id │ ok │\n└────┴────┘",
          "♔♕♖ ♩♪♫ ☐ ☑ ☒ ⌘ ⌥ ⇧ ⏎ → ⇒ ↦ • ‣ ◦ ′ ″ ‰ † ‡",
          "Tabs\tand\nline ends\r\nof both kinds\r\n");

  private static final List<String> EMAILS =
      List.of(
          "Dear Ms O'Brien,\n\n"
              + "please find the invoice (no. 2024-117) attached. Total: 1.250,00 EUR.\n"
              + "\n"
              + "Kind regards,\n"
              + "D'Arcy\n"
              + "--\n"
              + "ACME GmbH | Tel. +49 30 123456 | www.example.com",
          "Subject: Re: Fwd: Meeting @ 3pm\n"
              + "> On Mon, Jan 5 at 10:12, Ann <ann@example.org> wrote:\n"
              + "> Can you join? The room is \"Blue\".\n\n"
              + "Yes, I can!",
          "Hi team, 100% agreed: let's ship on Friday & celebrate afterwards; see #general.",
          "Reminder: a < b and b > c; if 3 < 4, then 5 > 2. <3",
          "Please pay $20 (or 20$) by 12/31; 50% off!!! Don't forget the students' books.",
          "To: sales@example.com; Cc: \"Müller, Jörg\" <joerg@example.de>");

  private static final List<String> CODE =
      List.of(
          "public static <T extends Comparable<T>> List<T> sort(List<? super T> in) { return null;"
              + " }",
          "std::map<std::string, std::vector<int>> m; auto f = [&](std::string s) { return s; };",
          "let v = vec![1, 2, 3]; println!(\"{}\", v.len()); assert![true];",
          "def f(x: dict[str, int]) -> list[int]:\n"
              + "    return [v for k, v in x.items() if k != 'a']",
          "func Map[T any](xs []T, f func(T) T) []T { return nil }",
          "const x = a ? b : c; // note: data: see below\nlet re = /<[^>]+>/g;",
          "SELECT name, COUNT(*) FROM users WHERE age >= 18 AND city = 'O''Fallon' GROUP BY name;",
          "for f in *.txt; do echo \"$f\" | sed 's/a/b/' > out.log 2>&1; done",
          "git log --oneline -5 && ./gradlew build || exit 1",
          "#include <stdio.h>\nint main(void) { printf(\"%d\\n\", 1 << 3); return a[i](b); }",
          "class Foo<String> : Bar<Int>() { val x: Map<String, List<Int>>? = null }",
          "<your-name> and <T> and <placeholder> stay, so does <br> and </p>",
          "if (a<b && c>d) { x |= y; } // JavaScript: the good parts",
          "C:\\Users\\Jörg\\Documents\\file.txt and \\\\server\\share\\dir");

  private static final List<String> MARKDOWN =
      List.of(
          "# Title\n\nSome *emphasis* and **strong** text with `code`.\n\n- one\n- two\n\n1. first",
          "See [the docs](https://example.com/docs?a=1&b=2#top) and [mail](mailto:a@example.com).",
          "[relative](../other.md#part), [ref][1] and <https://example.com/a_b> too.\n\n"
              + "[1]: https://example.com/x \"Title\"",
          "A picture of this repository: ![diagram](docs/images/flow.png \"Flow\") and"
              + " ![](./a.svg)",
          "| a | b |\n|---|:-:|\n| 1 | <br> |\n\n> quote\n\n---\n\n```java\nList<String> x;\n```",
          "<details>\n<summary>More</summary>\n\nText <kbd>Ctrl</kbd>+<kbd>C</kbd>\n\n</details>",
          "- [ ] open task\n- [x] done task\n\nTerm[^1]\n\n[^1]: Footnote: see above.",
          "[INFO]: status: ok\n[WARN] data: 3 rows",
          "<p align=\"center\">Centered <b>text</b></p>",
          "Wow! [link](/path) and [call](tel:+4930123456)");

  private static final List<String> DATA =
      List.of(
          "{\"name\": \"O'Brien\", \"tags\": [\"a\", \"b\"], \"data\": {\"n\": -1.5e3}}",
          "key: value\nlist:\n  - a\n  - b\ndata: 42\nurl: http://localhost:8080/x",
          "id,name,amount\n1,Ann,-12.50\n2,\"Doe, Jane\",+3\n",
          "2024-05-01T12:00:00Z INFO [main] c.e.App - started in 1.2s (pid=42)",
          "https://example.com:8443/a/b;c=1?q=x%20y&z=%C3%BC#frag",
          "550e8400-e29b-41d4-a716-446655440000",
          "-----BEGIN CERTIFICATE-----\nMIIB+zCCAaKgAwIBAgIU=\n-----END CERTIFICATE-----",
          "=====\nTitle\n=====\n\n+----+----+\n| a  | b  |\n+----+----+",
          "");
}

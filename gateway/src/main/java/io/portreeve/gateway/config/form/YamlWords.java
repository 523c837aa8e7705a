package io.portreeve.gateway.config.form;

import java.util.LinkedHashMap;
import java.util.Map;

/** The YAML parser's commonest complaints, for people who write YAML and do not parse it. */
final class YamlWords {
  private static final Map<String, String> PLAIN = plain();

  private YamlWords() {}

  private static Map<String, String> plain() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(
        "mapping values are not allowed here",
        "a colon stands where no key can be; quote the text");
    words.put("found character '\\t(TAB)'", "a tab; indent with spaces");
    words.put("but found '<stream end>'", "the file ends before this is closed");
    words.put("found unexpected end of stream", "the file ends before this is closed");
    words.put("expected <block end>", "this does not fit the lines above it");
    words.put("expected ',' or ']'", "a comma or `]` is missing");
    words.put("expected ',' or '}'", "a comma or `}` is missing");
    words.put("could not find expected ':'", "a colon is missing after a key");
    words.put("found unknown escape character", "a backslash in double quotes; use single quotes");
    return words;
  }

  /** What is wrong, from the parser's words. */
  static String of(String words) {
    return PLAIN.entrySet().stream()
        .filter(known -> words.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(words);
  }
}

package io.portreeve.gateway.scan.definition;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLeaves;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Every piece of text in a definition, names of members among them, each once. */
record Texts(List<String> raw) {
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\x0b\\f\\u00a0]+");

  static Texts of(Offered offered) {
    var all = new LinkedHashSet<String>();
    all.add(offered.name());
    Json json = offered.json();
    JsonLeaves.forEachString(json, (_, text) -> all.add(text), (_, name) -> all.add(name));
    return new Texts(List.copyOf(all));
  }

  /** As a lenient reader takes them: without what shows nothing, compatible letters as one. */
  List<String> plain() {
    var out = new ArrayList<String>();
    for (String text : raw) {
      String shown = CanonicalText.of(text, CanonicalText.Form.NFKC).text();
      out.add(BLANKS.matcher(shown).replaceAll(" "));
    }
    return out;
  }
}

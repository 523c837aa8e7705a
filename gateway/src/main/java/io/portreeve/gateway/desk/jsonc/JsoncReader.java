package io.portreeve.gateway.desk.jsonc;

import io.portreeve.gateway.desk.jsonc.JsoncValue.ArrayValue;
import io.portreeve.gateway.desk.jsonc.JsoncValue.ObjectValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads JSON (RFC 8259) with the places of its values. Besides, as editors allow it: comments of
 * both kinds, and one comma behind the last of an object or array. A name that an object has twice
 * is refused: programs differ in which of the two they take.
 */
public final class JsoncReader {
  private static final int DEEPEST = 200;

  private final String text;
  private final Lexer lexer;

  private JsoncReader(String text) {
    this.text = text;
    this.lexer = new Lexer(text);
  }

  /** The one value of the text. */
  public static JsoncValue read(String text) throws JsoncRefused {
    JsoncReader reader = new JsoncReader(text);
    reader.lexer.blanks();
    JsoncValue value = reader.value(0);
    reader.lexer.blanks();
    if (reader.lexer.at() < text.length()) {
      throw reader.wrong("there is more behind its end");
    }
    return value;
  }

  private JsoncValue value(int depth) throws JsoncRefused {
    if (depth > DEEPEST) {
      throw wrong("is deeper than " + DEEPEST + " levels");
    }
    return switch (lexer.here()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> lexer.string();
      default -> lexer.literal();
    };
  }

  private ObjectValue object(int depth) throws JsoncRefused {
    int from = lexer.at();
    lexer.step();
    List<JsoncMember> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    lexer.blanks();
    boolean more = true;
    while (lexer.here() != '}') {
      if (!more) {
        throw wrong("a comma or } is missing");
      }
      JsoncMember member = member(depth);
      if (!names.add(member.name())) {
        throw new JsoncRefused(text, member.from(), "has the name \"" + member.name() + "\" twice");
      }
      members.add(member);
      more = member.comma() >= 0;
    }
    lexer.step();
    return new ObjectValue(from, lexer.at(), members);
  }

  private JsoncMember member(int depth) throws JsoncRefused {
    int from = lexer.at();
    if (lexer.here() != '"') {
      throw wrong("a name in quotation marks is missing");
    }
    String name = lexer.string().decoded();
    int named = lexer.at();
    lexer.blanks();
    if (lexer.here() != ':') {
      throw wrong("a colon is missing");
    }
    lexer.step();
    lexer.blanks();
    JsoncValue value = value(depth + 1);
    return new JsoncMember(from, named, name, value, comma());
  }

  /** Where the comma stands that comes next; -1 if none does. Goes on to what follows. */
  private int comma() throws JsoncRefused {
    lexer.blanks();
    if (lexer.here() != ',') {
      return -1;
    }
    int at = lexer.at();
    lexer.step();
    lexer.blanks();
    return at;
  }

  private ArrayValue array(int depth) throws JsoncRefused {
    int from = lexer.at();
    lexer.step();
    List<JsoncValue> items = new ArrayList<>();
    lexer.blanks();
    boolean more = true;
    while (lexer.here() != ']') {
      if (!more) {
        throw wrong("a comma or ] is missing");
      }
      items.add(value(depth + 1));
      more = comma() >= 0;
    }
    lexer.step();
    return new ArrayValue(from, lexer.at(), items);
  }

  private JsoncRefused wrong(String what) {
    return new JsoncRefused(text, lexer.at(), what);
  }
}

package io.portreeve.gateway.relations;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.gateway.config.ObjectIds;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One object, in the one spelling of its id: {@code document:7}. */
public record ObjectName(String type, String id) {
  private static final int LONGEST = 1024;
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,63}");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

  /**
   * The object that an id names; empty for what is no id of its type. Nothing is repaired: what a
   * server makes of another spelling is not known.
   */
  public static Optional<ObjectName> of(String type, ObjectIds ids, String id) {
    return canonical(ids, id).map(one -> new ObjectName(type, one));
  }

  /** The same from {@code TYPE:ID}. */
  public static Optional<ObjectName> parse(String text, Function<String, ObjectIds> ids) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String type = text.substring(0, colon);
    return TYPE.matcher(type).matches()
        ? of(type, ids.apply(type), text.substring(colon + 1))
        : Optional.empty();
  }

  private static Optional<String> canonical(ObjectIds ids, String id) {
    return switch (ids) {
      case TEXT -> Optional.of(id).filter(ObjectName::isPlain);
      case NUMBER -> Optional.of(id).filter(text -> NUMBER.matcher(text).matches());
      case UUID ->
          Optional.of(id)
              .filter(text -> UUID.matcher(text).matches())
              .map(text -> text.toLowerCase(Locale.ROOT));
    };
  }

  private static boolean isPlain(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST
        && id.strip().equals(id)
        && id.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)
        && !CanonicalText.of(id, Form.NFC).changes(id);
  }

  @Override
  public String toString() {
    return type + ":" + id;
  }
}

package io.portreeve.controls.improperaccess;

import io.portreeve.mcp.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A URI template (RFC 6570) whose variables get their values one after the other. Those that have
 * none yet stay in braces; those of a query are left out, since an address goes without them.
 */
record AddressTemplate(String text) {
  private static final Pattern VARIABLE =
      Pattern.compile("([A-Za-z0-9_.%]+)(?:\\*|:([1-9][0-9]{0,3}))?");

  private static final Pattern EXPRESSION =
      Pattern.compile("\\{([+#./;?&]?)(" + VARIABLE + "(?:," + VARIABLE + ")*)}");

  private static final String UNRESERVED = "-._~";
  private static final String RESERVED = UNRESERVED + ":/?#[]@!$&'()*+,;=";
  private static final Pattern CHARACTER = Pattern.compile("%[0-9A-Fa-f]{2}|.", Pattern.DOTALL);

  /**
   * The address with these values, as far as it is known; one without variables is itself.
   *
   * @return empty if a template has no variable of this name, or cannot be read
   */
  Optional<String> with(JsonObject values, String name) {
    String rest = EXPRESSION.matcher(text).replaceAll("");
    boolean whole = rest.indexOf('{') < 0 && rest.indexOf('}') < 0;
    boolean plain = rest.equals(text);
    boolean placed =
        EXPRESSION
            .matcher(text)
            .results()
            .flatMap(found -> variables(found).map(Variable::name))
            .anyMatch(name::equals);
    return whole && (plain || placed)
        ? Optional.of(
            EXPRESSION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(written(found, values))))
        : Optional.empty();
  }

  private static Stream<Variable> variables(MatchResult expression) {
    return VARIABLE
        .matcher(expression.group(2))
        .results()
        .map(found -> new Variable(found.group(1), Optional.ofNullable(found.group(2))));
  }

  private static String written(MatchResult expression, JsonObject values) {
    Operator operator = Operator.of(expression.group(1));
    List<Variable> variables = variables(expression).toList();
    boolean open = variables.stream().noneMatch(one -> one.in(values).isPresent());
    if (open) {
      return operator.isQuery() ? "" : expression.group();
    }
    return variables.stream()
        .flatMap(one ->
            one
                .in(values)
                .map(value -> operator.write(one.name(), value))
                .or(() -> operator.leaveOpen(one.name()))
                .stream())
        .collect(Collectors.joining(operator.between(), operator.first(), ""));
  }

  /** A variable, and how many characters of its value are taken. */
  private record Variable(String name, Optional<String> most) {
    Optional<String> in(JsonObject values) {
      return values.string(name).map(this::cut);
    }

    private String cut(String value) {
      int all = value.codePointCount(0, value.length());
      int taken = most.map(Integer::parseInt).filter(some -> some < all).orElse(all);
      return value.substring(0, value.offsetByCodePoints(0, taken));
    }
  }

  /**
   * How the values of an expression are written out (RFC 6570, appendix A).
   *
   * @param named what stands behind a name that has an empty value; empty where no names stand
   * @param kept the characters that are not escaped, besides letters and digits
   */
  private record Operator(String first, String between, Optional<String> named, String kept) {
    static Operator of(String sign) {
      return switch (sign) {
        case "+" -> new Operator("", ",", Optional.empty(), RESERVED);
        case "#" -> new Operator("#", ",", Optional.empty(), RESERVED);
        case ".", "/" -> new Operator(sign, sign, Optional.empty(), UNRESERVED);
        case ";" -> new Operator(";", ";", Optional.of(""), UNRESERVED);
        case "?", "&" -> new Operator(sign, "&", Optional.of("="), UNRESERVED);
        default -> new Operator("", ",", Optional.empty(), UNRESERVED);
      };
    }

    boolean isQuery() {
      return between.equals("&");
    }

    String write(String name, String value) {
      String plain =
          CHARACTER
              .matcher(value)
              .replaceAll(found -> Matcher.quoteReplacement(written(found.group())));
      return named.map(ifEmpty -> name + (plain.isEmpty() ? ifEmpty : "=" + plain)).orElse(plain);
    }

    Optional<String> leaveOpen(String name) {
      return isQuery() ? Optional.empty() : Optional.of("{" + name + "}");
    }

    private String written(String character) {
      if (character.length() == 3) {
        return kept.equals(RESERVED) ? character : "%25" + character.substring(1);
      }
      boolean ascii = character.length() == 1 && character.charAt(0) < 0x80;
      if (ascii && (Character.isLetterOrDigit(character.charAt(0)) || kept.contains(character))) {
        return character;
      }
      StringBuilder escaped = new StringBuilder();
      for (byte one : character.getBytes(StandardCharsets.UTF_8)) {
        escaped.append(String.format("%%%02X", one));
      }
      return escaped.toString();
    }
  }
}

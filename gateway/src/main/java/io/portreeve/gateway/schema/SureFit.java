package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonKind;
import io.portreeve.mcp.json.JsonLayout;
import io.portreeve.mcp.json.JsonRefused;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schema surely takes, seen where the value lies: most values that fit are never made the
 * tree that the validator wants.
 *
 * <p>Says yes only where the validator would. A no says nothing: the value may not fit, or a rule
 * may not be known here, and then the validator has the word.
 *
 * <p>It is asked of every value of an answer. So what nearly every schema says stands here itself,
 * in one class, and only the rest is called through an interface.
 */
final class SureFit implements SureRule {
  /** Knows nothing. */
  static final SureFit UNSURE = new Draft().only(EnumSet.noneOf(JsonKind.class), false).done();

  /** Whatever it is. */
  static final SureFit ANY = new Draft().done();

  private final int kinds;
  private final boolean integers;
  private final Range worth;
  private final Range characters;
  private final Range elements;
  private final Range properties;
  private final @Nullable SureFit each;
  private final @Nullable SureMembers members;
  private final SureRule[] numbers;
  private final SureRule[] rules;

  private SureFit(Draft draft) {
    this.kinds = draft.kinds;
    this.integers = draft.integers;
    this.worth = draft.worth;
    this.characters = draft.characters;
    this.elements = draft.elements;
    this.properties = draft.properties;
    this.each = draft.each;
    this.members = draft.members;
    this.numbers = draft.numbers.toArray(SureRule[]::new);
    this.rules = draft.rules.toArray(SureRule[]::new);
  }

  /** Whether the schema surely takes {@code value}. */
  boolean takes(Json value) {
    try {
      JsonLayout text = JsonLayout.of(value);
      return takes(text, text.root());
    } catch (JsonRefused unreadable) {
      return false;
    }
  }

  @Override
  public boolean takes(JsonLayout text, int value) {
    JsonKind kind = text.kind(value);
    return (kinds & bit(kind)) != 0 && fits(kind, text, value) && all(rules, text, value);
  }

  private boolean fits(JsonKind kind, JsonLayout text, int value) {
    return switch (kind) {
      case OBJECT -> properties.holds(text.count(value)) && hasMembers(text, value);
      case ARRAY -> elements.holds(text.count(value)) && takesEach(text, value);
      case STRING -> hasCharacters(text, value);
      case NUMBER -> isWorth(text, value);
      case BOOLEAN, NULL -> true;
    };
  }

  private boolean hasMembers(JsonLayout text, int object) {
    SureMembers wanted = members;
    return wanted == null || wanted.takes(text, object);
  }

  private boolean takesEach(JsonLayout text, int array) {
    SureFit wanted = each;
    if (wanted == null) {
      return true;
    }
    int end = text.after(array);
    for (int at = text.first(array); at < end; at = text.after(at)) {
      if (!wanted.takes(text, at)) {
        return false;
      }
    }
    return true;
  }

  /** Most texts are known to be short enough without being decoded. */
  private boolean hasCharacters(JsonLayout text, int string) {
    if (characters.least <= 0 && text.mostCharacters(string) <= characters.most) {
      return true;
    }
    String decoded = text.text(string);
    return characters.holds(decoded.codePointCount(0, decoded.length()));
  }

  /** An integer that is written otherwise ({@code 1.0}) is left to the validator. */
  private boolean isWorth(JsonLayout text, int number) {
    if (!integers && numbers.length == 0) {
      return true;
    }
    long integer = text.shortInteger(number);
    return integer == JsonLayout.NO_SHORT_INTEGER
        ? !integers && all(numbers, text, number)
        : worth.holds(integer);
  }

  private static boolean all(SureRule[] rules, JsonLayout text, int value) {
    for (SureRule rule : rules) {
      if (!rule.takes(text, value)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(JsonKind kind) {
    return 1 << kind.ordinal();
  }

  /** From where to where, both included. */
  private record Range(long least, long most) {
    static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean holds(long found) {
      return found >= least && found <= most;
    }

    Range and(long lower, long upper) {
      return new Range(Math.max(least, lower), Math.min(most, upper));
    }
  }

  /** One that is being made, to which each keyword adds what it says. */
  static final class Draft {
    private boolean said;
    private int kinds = -1;
    private boolean integers;
    private Range worth = Range.ANY;
    private Range characters = Range.ANY;
    private Range elements = Range.ANY;
    private Range properties = Range.ANY;
    private @Nullable SureFit each;
    private @Nullable SureMembers members;
    private final List<SureRule> numbers = new ArrayList<>();
    private final List<SureRule> rules = new ArrayList<>();

    /** Values of these kinds alone, and of the numbers only short integers if so it is said. */
    Draft only(Set<JsonKind> wanted, boolean onlyIntegers) {
      said = true;
      kinds = 0;
      for (JsonKind kind : wanted) {
        kinds |= bit(kind);
      }
      integers = onlyIntegers;
      return this;
    }

    /** Numbers from here to there; of those that are no short integers if the rule takes them. */
    void worth(long least, long most, SureRule others) {
      said = true;
      worth = worth.and(least, most);
      numbers.add(others);
    }

    /** Texts of so many characters. */
    void characters(long least, long most) {
      said = true;
      characters = characters.and(least, most);
    }

    /** Arrays of so many elements. */
    void elements(long least, long most) {
      said = true;
      elements = elements.and(least, most);
    }

    /** Objects of so many members. */
    void properties(long least, long most) {
      said = true;
      properties = properties.and(least, most);
    }

    /** Arrays of such elements. */
    void each(SureFit fit) {
      said = true;
      each = fit;
    }

    /** Objects of such members. */
    void members(SureMembers wanted) {
      said = true;
      members = wanted;
    }

    /** Whatever keeps this rule. */
    void rule(SureRule rule) {
      if (rule != ANY) {
        rules.add(rule);
      }
    }

    /** What is nothing but another fit is that one. */
    SureFit done() {
      boolean alone = !said && rules.size() == 1;
      return alone && rules.getFirst() instanceof SureFit other ? other : new SureFit(this);
    }
  }
}

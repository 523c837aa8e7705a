package io.portreeve.gateway.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.portreeve.controls.text.Excerpt;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonExtent;
import java.util.List;

/** A schema that is safe to evaluate, or the reason why it is not. Safe for use by many threads. */
public sealed interface CompiledSchema {
  /** What the schema says of a value. */
  Check check(Json value);

  /** It is not evaluated: every check is {@link Check.Unusable}. */
  record Refused(String why) implements CompiledSchema {
    @Override
    public Check check(Json value) {
      return new Check.Unusable(why);
    }
  }

  /** It is evaluated within a budget. */
  final class Weighed implements CompiledSchema {
    private static final int MOST_VIOLATIONS = 5;
    private static final int LONGEST_NAME = 100;

    /** Values times subschemas; at worst this takes the validator a tenth of a second. */
    private static final long MUCH = 100_000;

    /** The same of what is surely fitting: at worst a few hundredths of a second. */
    private static final long MOST_SURE = 2_000_000;

    /** From so many values on a tree takes megabytes. */
    private static final int MANY = 10_000;

    private final Schema schema;
    private final SureFit sure;
    private final SchemaWeight weight;
    private final HeavyWork.Share heavy;
    private final boolean formats;

    /**
     * @param sure what it surely takes, so that no tree is made of it
     * @param heavy where values are judged that take long
     * @param formats whether formats judge
     */
    Weighed(
        Schema schema, SureFit sure, SchemaWeight weight, HeavyWork.Share heavy, boolean formats) {
      this.schema = schema;
      this.sure = sure;
      this.weight = weight;
      this.heavy = heavy;
      this.formats = formats;
    }

    @Override
    public Check check(Json value) {
      int values = JsonExtent.values(value);
      if (!weight.allows(value, values)) {
        return new Check.Unusable("the value is too large for its schema");
      }
      long work = weight.work(values);
      boolean aside = work > MUCH || values > MANY;
      return work > MOST_SURE ? heavy.done(() -> judged(value, false)) : judged(value, aside);
    }

    private Check judged(Json value, boolean aside) {
      try {
        if (sure.takes(value)) {
          return new Check.Valid();
        }
        return aside ? heavy.done(() -> validated(value)) : validated(value);
      } catch (RuntimeException | StackOverflowError failure) {
        return new Check.Unusable("the schema cannot be evaluated");
      }
    }

    private Check validated(Json value) {
      Evaluation evaluation = new Evaluation(formats);
      schema.validate(evaluation, JacksonTree.of(value));
      return verdict(evaluation.getErrors());
    }

    private static Check verdict(List<Error> errors) {
      return errors.isEmpty()
          ? new Check.Valid()
          : new Check.Invalid(
              errors.stream().map(Weighed::violation).distinct().limit(MOST_VIOLATIONS).toList());
    }

    /** The place and the rule, never the value: the text may reach a log or a model. */
    private static String violation(Error error) {
      String place = error.getInstanceLocation().toString();
      String member = error.getProperty() == null ? "" : " `" + error.getProperty() + "`";
      return (place.isEmpty() ? "/" : Excerpt.of(place, LONGEST_NAME))
          + " "
          + RuleWords.of(error.getKeyword())
          + Excerpt.of(member, LONGEST_NAME);
    }
  }
}

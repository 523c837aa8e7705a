package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Subject;
import io.portreeve.mcp.ToolName;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentNamesTest {
  private static final String CALL = "{'a':1,'b':{'c':[1,2]},'d e':'x','l':[{'n':1}]}";

  private final Conditions conditions = new Conditions();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "name == 'read';",
        "args.a == 1; a",
        "has(args.a) && args.b.c[0] == 1; a,b",
        "args['d e'] == 'x'; d e",
        "args.l.exists(one, one.n == args.a); l,a",
        "has(args.b.c); b",
      })
  void whatIsNamed_isLookedAtAlone(String condition, String names) throws PolicyFault {
    ArgumentNames reads = conditions.compile("rule", condition).reads();

    assertThat(reads.all()).isFalse();
    assertThat(reads.names()).isEqualTo(names == null ? Set.of() : Set.of(names.split(",")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size(args) == 4",
        "'l' in args",
        "args.exists(name, name == 'd e')",
        "args == {'a': 1, 'b': {'c': [1, 2]}, 'd e': 'x', 'l': [{'n': 1}]}",
        "[args][0].a == 1",
        "args[name == 'read' ? 'a' : 'b'] == 1",
        "{'x': args}['x'].a == 1 && args.a == 1",
        "(args.a == 1 ? args : {}) == args",
      })
  void whereAnyMayCount_allAreSeen(String condition) throws PolicyFault {
    assertThat(conditions.compile("rule", condition).reads().all()).isTrue();
    assertThat(outcome(condition)).isEqualTo(Condition.Outcome.HOLDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "args.a == 1 && args['d e'] == 'x' && args.b == {'c': [1, 2]}; HOLDS",
        "has(args.a) && !has(args.other); HOLDS",
        "args.a == 2; FAILS",
        "has(args.other); FAILS",
        "args.other == 1; ERROR",
        "args['other'] == 1; ERROR",
        "args.a.c == 1; ERROR",
        "[{'a': 2}].all(args, args.a == 2); HOLDS",
      })
  void whatIsNamed_isSeenAsItIs(String condition, Condition.Outcome outcome) throws PolicyFault {
    assertThat(outcome(condition)).isEqualTo(outcome);
  }

  private Condition.Outcome outcome(String condition) throws PolicyFault {
    return conditions
        .compile("rule", condition)
        .evaluate(
            new Facts(
                Exchanges.asking(Messages.callTool("read", CALL)),
                new Subject.OfTool(Exchanges.SERVER, new ToolName("read")),
                Jsons.object(CALL),
                Map.of(),
                Gaps.none()));
  }
}

package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.testkit.Jsons;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'b':1,'a':1}   | /a is not of the type that the schema says
          {'a':'x'}       | / lacks the property `b`
          {'b':1,'c':1}   | / has a property that the schema does not know: `c`
          {'b':99}        | /b is too large
          {'b':1,'e':'z'} | /e is not one of the values that the schema lists
          {'b':1,'m':7}   | /m breaks the rule `multipleOf` of the schema
          """)
  void violation_saysWhereAndWhat_andNeverTheValue(String value, String said) throws Exception {
    Check check =
        new SchemaCompiler()
            .compile(
                Jsons.object(
                    "{'type':'object','required':['b'],'additionalProperties':false,'properties':"
                        + "{'a':{'type':'string'},'b':{'maximum':9},'e':{'enum':['x']},"
                        + "'m':{'multipleOf':2}}}"))
            .check(Jsons.json(value));

    assertThat(check).isEqualTo(new Check.Invalid(List.of(said)));
  }
}

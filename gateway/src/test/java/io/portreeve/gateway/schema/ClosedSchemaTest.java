package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedSchemaTest {
  private static final String FIELDS = "'type':'object','properties':{'a':{'type':'integer'}}";

  private static Check check(String schema, String value) {
    return new SchemaCompiler()
        .compileStrictly(ClosedSchema.of(Jsons.object(schema)))
        .check(Jsons.object(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {F}                                                                  | {'z':1}
          {'properties':{'o':{F}}}                                             | {'o':{'z':1}}
          {'properties':{'o':{'type':'array','items':{F}}}}                    | {'o':[{'a':1},{'z':1}]}
          {'properties':{'o':{'prefixItems':[{F}]}}}                           | {'o':[{'z':1}]}
          {'properties':{'o':{'additionalProperties':{F}}}}                    | {'o':{'any':{'z':1}}}
          {'patternProperties':{'^o':{F}},'properties':{}}                     | {'o':{'z':1}}
          {'properties':{'o':{'$ref':'#/$defs/d'}},'$defs':{'d':{F}}}          | {'o':{'z':1}}
          {'properties':{'o':{'allOf':[{F},{'properties':{'b':{}}}]}}}         | {'o':{'a':1,'b':1,'z':1}}
          {'properties':{'o':{'anyOf':[{F},{'type':'null'}]}}}                 | {'o':{'z':1}}
          {'allOf':[{'properties':{'o':{F}}}]}                                 | {'o':{'z':1}}
          {'$schema':'http://json-schema.org/draft-07/schema#','properties':{'o':{F}}} | {'o':{'z':1}}
          """)
  void memberThatNoPlaceNames_isInvalid_atEveryDepth(String schema, String value) {
    String written = schema.replace("{F}", "{" + FIELDS + "}");

    assertThat(check(written, value)).isInstanceOf(Check.Invalid.class);
    assertThat(check(written, value.replace(",'z':1", "").replace("'z'", "'a'")))
        .isInstanceOf(Check.Valid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'properties':{'o':{'type':'object'}}}                               | {'o':{'z':1}}
          {'properties':{'o':{}}}                                              | {'o':{'z':{'y':1}}}
          {'properties':{'o':{F,'additionalProperties':true}}}                 | {'o':{'z':1}}
          {'properties':{'o':{'$ref':'#/$defs/d'}},'$defs':{'d':{'type':'object'}}} | {'o':{'z':1}}
          {'properties':{'o':{'anyOf':[{F},{'type':'object','additionalProperties':{}}]}}} | {'o':{'z':1}}
          {'properties':{'o':{'allOf':[{F},{'properties':{'b':{}}}]}}}         | {'o':{'a':1,'b':2}}
          {'properties':{'z':{}},'not':{'properties':{'z':{F}},'required':['z']}} | {'z':1}
          """)
  void whatIsOpenOrComposed_takesWhatItTook(String schema, String value) {
    assertThat(check(schema.replace("{F", "{" + FIELDS), value.replace("'z':1}", "'z':'x'}")))
        .isInstanceOf(Check.Valid.class);
  }

  @Test
  void whatIsNegated_isLeftAsItWas() {
    String negated = "{'not':{'properties':{'o':{" + FIELDS + "}},'required':['o']}}";

    assertThat(ClosedSchema.of(Jsons.object(negated))).isEqualTo(Jsons.object(negated));
  }
}

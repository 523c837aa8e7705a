package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SureFitsTest {
  private static final ExecutionConfig EXECUTION =
      ExecutionConfig.builder().formatAssertionsEnabled(false).build();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** What makes the validator fail is unusable, and not taken either. */
  private boolean validatorTakes(JsonObject schema, Json value) {
    Schema compiled = registry.getSchema(JacksonTree.ofSchema(schema));
    try {
      return compiled
          .validate(JacksonTree.of(value), run -> run.setExecutionConfig(EXECUTION))
          .isEmpty();
    } catch (RuntimeException beyondLong) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsSure_isWhatTheValidatorSays(long seed) throws SchemaFault {
    SchemaDraw draw = new SchemaDraw(new SplittableRandom(seed));
    int sure = 0;
    int valid = 0;
    for (int i = 0; i < 1_500; i++) {
      JsonObject schema = draw.schema();
      SureFit fit = SureFits.of(schema, false);
      for (int j = 0; j < 8; j++) {
        Json value = draw.value(schema);
        boolean takes = validatorTakes(schema, value);
        valid += takes ? 1 : 0;
        if (fit.takes(value)) {
          sure++;
          assertThat(takes).as("%s takes %s", schema, value).isTrue();
        }
      }
    }
    assertThat(sure).isGreaterThan(valid / 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'object','properties':{'a':{'type':'integer'}},'required':['a'],'additionalProperties':false} | {'a':1}",
        "{'properties':{'a':{'type':['string','null']}},'unevaluatedProperties':false} | {'a':null}",
        "{'$schema':'http://json-schema.org/draft-07/schema#','type':'array','items':{'$ref':'#/definitions/a'},'definitions':{'a':{'enum':['x']}}}"
            + " | ['x','x']",
        "{'$schema':'http://json-schema.org/draft-07/schema#','$ref':'#/definitions/a','definitions':{'a':{'type':'string'}}}"
            + " | 'x'",
        "{'anyOf':[{'type':'integer','minimum':0},{'type':'null'}]} | 3",
        "{'type':'string','minLength':1,'maxLength':3,'format':'uuid'} | '😀é'",
        "{'$ref':'#/$defs/n','$defs':{'n':{'type':'object','properties':{'next':{'$ref':'#/$defs/n'}}}}} | {'next':{'next':{}}}",
        "{'type':'object','additionalProperties':{'type':'number'}} | {'a':1.5}"
      })
  void usualSchemas_areSureOfWhatFits(String schema, String value) throws SchemaFault {
    assertThat(SureFits.of(Jsons.object(schema), false).takes(Jsons.json(value))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'pattern':'a'} | 'a'",
        "{'not':{'type':'string'}} | 1",
        "{'oneOf':[{'type':'integer'}]} | 1",
        "{'properties':{'a':{'uniqueItems':true}}} | {'a':[1]}",
        "{'$schema':'https://json-schema.org/draft/2019-09/schema','type':'integer'} | 1",
        "{'$schema':'http://json-schema.org/draft-07/schema','$ref':'#/definitions/a','type':'string','definitions':{'a':{}}} | 'a'",
        "{'allOf':[{'properties':{'a':{}}}],'unevaluatedProperties':false} | {'a':1}",
        "{'enum':[1]} | 1",
        "{'type':'integer'} | 1.0"
      })
  void whatIsNotKnown_isLeftToTheValidator(String schema, String value) throws SchemaFault {
    assertThat(SureFits.of(Jsons.object(schema), false).takes(Jsons.json(value))).isFalse();
    assertThat(new SchemaCompiler().compile(Jsons.object(schema)).check(Jsons.json(value)))
        .isEqualTo(new Check.Valid());
  }

  @Test
  void formatThatJudges_isLeftToTheValidator() throws SchemaFault {
    JsonObject schema = Jsons.object("{'type':'string','format':'uuid'}");

    assertThat(SureFits.of(schema, true).takes(Jsons.json("'x'"))).isFalse();
    assertThat(new SchemaCompiler().compileStrictly(schema).check(Jsons.json("'x'")))
        .isInstanceOf(Check.Invalid.class);
  }
}

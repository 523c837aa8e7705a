package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers just beyond what a schema allows, however it says of which type they are. */
class BoundsTest {
  private final SchemaCompiler compiler = new SchemaCompiler();

  private Check check(String schema, String value) {
    return compiler.compile(Jsons.object(schema)).check(Jsons.json(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':['integer','number'],'maximum':5} | 5.9",
        "{'type':['number','integer'],'exclusiveMaximum':6} | 6.5",
        "{'type':['integer','number'],'minimum':-5} | -5.9",
        "{'type':['integer','number','null'],'exclusiveMinimum':5} | 5",
        "{'type':['integer','number'],'maximum':5} | 1e30",
        "{'type':['integer','number'],'maximum':5} | 18446744073709551616",
        "{'type':['integer','number'],'minimum':5} | -18446744073709551616",
        "{'type':'integer','maximum':5} | 18446744073709551616",
        "{'type':'integer','maximum':5} | 5.9",
        "{'type':['integer','number'],'multipleOf':2} | 5.9",
        "{'type':['integer','number'],'multipleOf':2} | 4.5",
        "{'$schema':'http://json-schema.org/draft-04/schema#','type':['integer','number'],'maximum':6,'exclusiveMaximum':true} | 6",
        "{'$schema':'http://json-schema.org/draft-04/schema#','type':['integer','number'],'maximum':6,'exclusiveMaximum':true} | 6.5",
        "{'properties':{'const':{'type':['integer','number'],'maximum':5}}} | {'const':5.9}",
        "{'$ref':'#/x/y','x':{'y':{'type':['integer','number'],'maximum':5}}} | 5.9"
      })
  void numberBeyondABound_isRefused(String schema, String value) {
    assertThat(check(schema, value)).isInstanceOf(Check.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':['integer','number'],'maximum':5} | 4.9",
        "{'type':['integer','number'],'minimum':5} | 5.1",
        "{'type':['integer','number'],'exclusiveMinimum':5} | 5.1",
        "{'type':'integer','minimum':5} | 18446744073709551616",
        "{'not':{'type':['integer','number'],'maximum':5}} | 1e30",
        "{'type':'integer','maximum':5} | 5.0",
        "{'const':{'maximum':5}} | {'maximum':5}",
        "{'enum':[{'minimum':5}]} | {'minimum':5}",
        "{'enum':[[{'minimum':5}]]} | [{'minimum':5}]",
        "{'properties':{'maximum':{'const':5}}} | {'maximum':5}"
      })
  void numberWithinThem_isTaken(String schema, String value) {
    assertThat(check(schema, value)).isEqualTo(new Check.Valid());
  }
}

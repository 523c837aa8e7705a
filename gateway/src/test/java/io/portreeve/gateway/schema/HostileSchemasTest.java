package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.testkit.Jsons;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas of servers that want to learn something, reach something, or stop us. */
class HostileSchemasTest {
  private final SchemaCompiler compiler = new SchemaCompiler();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'$ref':'#'} | a reference leads back to itself",
        "{'allOf':[{'$ref':'#'}]} | a reference leads back to itself",
        "{'properties':{'a':{'not':{'$ref':'#/properties/a'}}}} | a reference leads back to itself",
        "{'properties':{'default':{'anyOf':[{'$ref':'#/properties/default'}]}}} | a reference leads"
            + " back to itself",
        "{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}} | a reference leads back to"
            + " itself",
        "{'$defs':{'a':{'items':{'$ref':'#/$defs/b'},'if':{'$ref':'#/$defs/b'}},'b':{'$ref':'#/$defs/a'}}}"
            + " | a reference leads back to itself",
        "{'properties':{'a':{'dependentSchemas':{'b':{'$ref':'#/properties/a'}}}}} | a reference"
            + " leads back to itself",
        "{'$ref':'http://127.0.0.1:1/s.json'} | a reference leads outside the schema",
        "{'$ref':'https://json-schema.org/draft/2020-12/schema'} | a reference leads outside the"
            + " schema",
        "{'$ref':'file:///etc/passwd'} | a reference leads outside the schema",
        "{'$ref':'classpath:/application.properties'} | a reference leads outside the schema",
        "{'$ref':'other.json#/a'} | a reference leads outside the schema",
        "{'properties':{'enum':{'$ref':'http://127.0.0.1:1/'}}} | a reference leads outside the"
            + " schema",
        "{'$dynamicRef':'urn:x#a'} | a reference leads outside the schema",
        "{'$ref':'#/$defs/none'} | a reference leads nowhere",
        "{'$ref':'#none'} | a reference leads nowhere",
        "{'$ref':'#/$defs/%61','$defs':{'a':{}}} | a reference can be read in two ways",
        "{'$ref':'#a','default':{'$anchor':'a'},'$defs':{'x':{'$anchor':'a'}}} | a reference can be"
            + " read in two ways",
        "{'properties':{'a':{'$id':'urn:a','$ref':'#/$defs/a'}},'$defs':{'a':{}}} | a part of the"
            + " schema has an identifier of its own",
        "{'$schema':'http://json-schema.org/draft-04/schema#','items':{'id':'urn:a'}} | a part of"
            + " the schema has an identifier of its own",
        "{'$ref':'#/default/properties/p','default':{'$id':'urn:x','properties':{'p':{'$ref':'#/$defs/n'}}},"
            + "'$defs':{'n':{}}} | a reference leads into data",
        "{'properties':{'a':{'$ref':'#/$defs/a/$defs/b'}},'$defs':{'a':{'$id':'urn:x','$defs':{'b':{}}}}} |"
            + " a reference leads past an identifier",
        "{'$ref':'#x','default':{'$id':'urn:x','a':{'$anchor':'x'}}} | a reference can be read in two ways",
        "{'properties':{'a':{'$ref':'#/enum/0'}},'enum':[{}]} | a reference leads into data",
        "{'$schema':'https://evil.example/dialect'} | the dialect is not supported",
        "{'pattern':'\\\\Qa\\\\E'} | a pattern quotes",
        "{'pattern':'((a{1000}){1000}){1000}'} | the schema expands beyond the budget",
        "{'patternProperties':{'(a{1000}){1000}':{}}} | the schema expands beyond the budget"
      })
  void schema_isRefused_withoutBeingCompiled(String schema, String why) {
    assertThat(compiler.compile(Jsons.object(schema))).isEqualTo(new CompiledSchema.Refused(why));
    assertThat(compiler.compile(Jsons.object(schema)).check(Jsons.json("{}")))
        .isEqualTo(new Check.Unusable(why));
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 24, 60, 2_000})
  void doublingSchema_isRefused(int levels) {
    String doubling =
        IntStream.range(0, levels)
            .mapToObj(i ->
                "'a%1$d':{'allOf':[{'$ref':'#/$defs/a%2$d'},{'$ref':'#/$defs/a%2$d'}]}"
                    .formatted(i, i + 1))
            .collect(Collectors.joining(","));
    String defs = "{" + doubling + ",'a" + levels + "':{}}";

    assertThat(compiler.compile(Jsons.object("{'$ref':'#/$defs/a0','$defs':" + defs + "}")))
        .isInstanceOf(CompiledSchema.Refused.class);
    assertThat(
            compiler.compile(
                Jsons.object(
                    "{'$ref':'#/properties/default/$defs/a0','properties':{'default':{'$defs':"
                        + defs.replace("#/$defs", "#/properties/default/$defs")
                        + "}}}")))
        .isInstanceOf(CompiledSchema.Refused.class);
  }

  @Test
  void recursionThatBranches_isEvaluatedOnlyOnShallowValues() {
    String eight =
        IntStream.range(0, 8)
            .mapToObj(_ -> "{'$ref':'#/$defs/b'}")
            .collect(Collectors.joining(","));
    CompiledSchema schema =
        compiler.compile(
            Jsons.object(
                "{'$ref':'#/$defs/a','$defs':{'a':{'items':{'anyOf':["
                    + eight
                    + "]}},'b':{'items':{'$ref':'#/$defs/a'}}}}"));

    assertThat(schema.check(Jsons.json("[[[]]]"))).isEqualTo(new Check.Valid());
    assertThat(schema.check(Jsons.json("[".repeat(40) + "]".repeat(40))))
        .isEqualTo(new Check.Unusable("the value is too large for its schema"));
  }

  @Test
  void longText_isNotMatchedAgainstALargePattern() {
    CompiledSchema schema =
        compiler.compile(Jsons.object("{'properties':{'a':{'pattern':'^(a?){900}b$'}}}"));

    assertThat(schema.check(Jsons.json("{'a':'" + "a".repeat(500_000) + "'}")))
        .isEqualTo(new Check.Unusable("the value is too large for its schema"));
    assertThat(schema.check(Jsons.json("{'a':'aab'}"))).isEqualTo(new Check.Valid());
  }

  @Test
  void valueOfVeryManyParts_isNotMadeATree() {
    CompiledSchema schema = compiler.compile(Jsons.object("{'type':'object'}"));
    String parts = "{},".repeat(160_000) + "{}";

    assertThat(schema.check(Jsons.json("{'a':[" + parts + "]}")))
        .isEqualTo(new Check.Unusable("the value is too large for its schema"));
    assertThat(schema.check(Jsons.json("{'a':[" + parts.substring(0, 300_000) + "{}]}")))
        .isEqualTo(new Check.Valid());
  }

  /** "Aa" and "BB" have one hash, so all texts made of them have. */
  @Test
  void manyTextsOfOneHash_areNotComparedWithEachOther() {
    CompiledSchema schema =
        compiler.compile(Jsons.object("{'properties':{'a':{'uniqueItems':true}}}"));

    assertThat(schema.check(Jsons.object("{'a':[" + texts(8_192, 13) + "]}")))
        .isEqualTo(new Check.Unusable("the value is too large for its schema"));
    assertThat(schema.check(Jsons.object("{'a':[" + texts(512, 13) + "]}")))
        .isEqualTo(new Check.Valid());
  }

  @Test
  void manyDifferentTexts_areFoundToBeDifferent() {
    CompiledSchema schema = compiler.compile(Jsons.object("{'uniqueItems':true}"));
    String many =
        IntStream.range(0, 20_000).mapToObj(i -> "'a" + i + "'").collect(Collectors.joining(","));

    assertThat(schema.check(Jsons.json("[" + many + "]"))).isEqualTo(new Check.Valid());
    assertThat(schema.check(Jsons.json("[" + many + ",'a7']"))).isInstanceOf(Check.Invalid.class);
  }

  private static String texts(int count, int pairs) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            IntStream.range(0, pairs)
                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining("", "'", "'")))
        .collect(Collectors.joining(","));
  }

  @Test
  void patternThatMakesOthersBacktrack_isAnswered() {
    CompiledSchema schema = compiler.compile(Jsons.object("{'pattern':'^(a+)+$'}"));

    assertThat(schema.check(Jsons.json("'" + "a".repeat(50_000) + "!'")))
        .isInstanceOf(Check.Invalid.class);
  }

  @Test
  void hugeSchema_isRefused() {
    String values =
        IntStream.range(0, 20_001).mapToObj(String::valueOf).collect(Collectors.joining(","));

    assertThat(compiler.compile(Jsons.object("{'enum':[" + values + "]}")))
        .isEqualTo(new CompiledSchema.Refused("the schema expands beyond the budget"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'object','properties':{'a':{'type':'string'}}} | {'a':'secret'} | {'a':7777}",
        "{'required':['a']} | {'a':1} | {'secret':7777}",
        "{'properties':{'a':{'pattern':'^[0-9a-f]{8}-[0-9a-f]{4}$'}}} | {'a':'0123abcd-0f0f'} |"
            + " {'a':'secret'}",
        "{'properties':{'$ref':{'type':'string'},'enum':{'type':'integer'}}} |"
            + " {'$ref':'x','enum':1} | {'enum':'secret'}",
        "{'$defs':{'t':{'properties':{'kids':{'items':{'$ref':'#/$defs/t'}},'n':{'type':'integer'}}}},'$ref':'#/$defs/t'}"
            + " | {'kids':[{'kids':[],'n':1}]} | {'kids':[{'n':'secret'}]}",
        "{'$ref':'#x','$defs':{'a':{'$anchor':'x','type':'object'}}} | {} | 'secret'",
        "{'$schema':'http://json-schema.org/draft-07/schema#','definitions':{'s':{'type':'string'}},'items':[{'$ref':'#/definitions/s'}]}"
            + " | ['a'] | [7777]",
        "{'properties':{'default':{'$ref':'#/properties/id'},'id':{'type':'string'}}} | {'default':'a'} |"
            + " {'default':7777}",
        "{'$id':'urn:own','type':'object'} | {} | 'secret'",
        "{'enum':['a','b']} | 'a' | 'secret'",
        "{'const':{'a':1}} | {'a':1.0} | {'a':'secret'}"
      })
  void ordinarySchema_tellsGoodFromBad_andNeverRepeatsAValue(
      String schema, String good, String bad) {
    CompiledSchema compiled = compiler.compile(Jsons.object(schema));

    assertThat(compiled.check(Jsons.json(good))).isEqualTo(new Check.Valid());
    assertThat(compiled.check(Jsons.json(bad))).isInstanceOf(Check.Invalid.class);
    assertThat(compiled.check(Jsons.json(bad)).toString()).doesNotContain("secret", "7777");
  }
}

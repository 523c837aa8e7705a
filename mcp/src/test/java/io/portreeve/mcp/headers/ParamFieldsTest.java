package io.portreeve.mcp.headers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamFieldsTest {
  private static final String STRING = "{'type':'string','x-mcp-header':'Region'}";

  @Test
  void markedProperties_areFoundByTheirPaths() throws JsonRefused {
    ParamFields.Marks marks =
        ParamFields.of(
            json(
                "{'properties':{'region':{'type':'string','x-mcp-header':'Region'},'query':{'type':'string'},"
                    + "'at':{'type':'object','properties':{'zone':{'type':'integer','x-mcp-header':'zone'}}}}}"));
    assertThat(marks)
        .isEqualTo(
            new ParamFields.Marks.Valid(
                List.of(
                    new ParamField("Region", List.of("region")),
                    new ParamField("zone", List.of("at", "zone")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'object'}",
        "{'properties':{}}",
        "{'properties':true}",
        "{'properties':{'x-mcp-header':{'type':'number'}}}",
        "{'properties':{'a':true}}",
        "{'properties':{'a':{'default':{'x-mcp-header':'A'},'const':{'x-mcp-header':'A'}}}}",
        "{'examples':[{'x-mcp-header':'A'}]}",
        "{'anyOf':[{'properties':{'x-mcp-header':{}}}]}"
      })
  void schemaWithoutMarks_isValidAndHasNoFields(String schema) throws JsonRefused {
    assertThat(ParamFields.of(json(schema))).isEqualTo(new ParamFields.Marks.Valid(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'string'",
        "'integer'",
        "'boolean'",
        "['string']",
        "['string','null']",
        "['null','integer']"
      })
  void primitiveType_mayBeMarked(String type) throws JsonRefused {
    String schema = "{'properties':{'a':{'type':" + type + ",'x-mcp-header':'A'}}}";
    assertThat(ParamFields.of(json(schema)))
        .isEqualTo(new ParamFields.Marks.Valid(List.of(new ParamField("A", List.of("a")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'number'",
        "'object'",
        "'array'",
        "'null'",
        "['string','integer']",
        "['number','null']",
        "[]",
        "7",
        "[7]"
      })
  void otherType_mustNotBeMarked(String type) throws JsonRefused {
    assertInvalid("{'properties':{'a':{'type':" + type + ",'x-mcp-header':'A'}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a:b", "é", "a\\r", "a\\n", "a\\u0000", "a/b", "(a)", "a,b"})
  void nameThatIsNoToken_isInvalid(String name) throws JsonRefused {
    assertInvalid("{'properties':{'a':{'type':'string','x-mcp-header':'" + name + "'}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'x-mcp-header':'A'}",
        "{'properties':{'a':{'x-mcp-header':'A'}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':7}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':null}}}",
        "{'properties':{'a':%s,'b':{'type':'string','x-mcp-header':'REGION'}}}",
        "{'properties':{'a':{'type':'array','items':%s}}}",
        "{'properties':{'a':{'type':'array','prefixItems':[%s]}}}",
        "{'properties':{'a':{'items':{'properties':{'b':%s}}}}}",
        "{'anyOf':[{'properties':{'b':%s}}]}",
        "{'oneOf':[%s]}",
        "{'allOf':[{'allOf':[%s]}]}",
        "{'not':%s}",
        "{'if':%s}",
        "{'then':{'properties':{'a':%s}}}",
        "{'else':%s}",
        "{'$defs':{'a':%s}}",
        "{'definitions':{'a':{'properties':{'b':%s}}}}",
        "{'additionalProperties':%s}",
        "{'patternProperties':{'.*':%s}}",
        "{'dependentSchemas':{'a':%s}}",
        "{'properties':{'a':{'$defs':{'b':%s}}}}"
      })
  void markWhereNoneMayStand_makesTheToolInvalid(String schema) throws JsonRefused {
    assertInvalid(schema.replace("%s", STRING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':{'b':'x'}}                    | x
          {'a':{'b':''}}                     | ``
          {'a':{'b':42}}                     | 42
          {'a':{'b':42.0}}                   | 42
          {'a':{'b':-7}}                     | -7
          {'a':{'b':9007199254740991}}       | 9007199254740991
          {'a':{'b':true}}                   | true
          {'a':{'b':false}}                  | false
          """)
  void argument_isRepeatedAsText(String arguments, String value) throws JsonRefused {
    ParamField field = new ParamField("B", List.of("a", "b"));
    assertThat(field.name()).isEqualTo("Mcp-Param-B");
    assertThat(field.valueIn(json(arguments))).contains(value);
    assertThat(field.repeats(value, json(arguments))).isTrue();
    assertThat(field.repeats(value + "x", json(arguments))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'a':7}",
        "{'a':{}}",
        "{'a':{'b':null}}",
        "{'a':{'b':1.5}}",
        "{'a':{'b':9007199254740992}}",
        "{'a':{'b':-9007199254740992}}",
        "{'a':{'b':{}}}",
        "{'a':{'b':[]}}",
        "{'a':[{'b':'x'}]}",
        "{'a.b':'x'}"
      })
  void absentArgument_hasNoField(String arguments) throws JsonRefused {
    ParamField field = new ParamField("B", List.of("a", "b"));
    assertThat(field.valueIn(json(arguments))).isEmpty();
    assertThat(field.repeats("", json(arguments))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "42,true",
    "42.0,true",
    "042,true",
    "43,false",
    "42.5,false",
    "4.2e1,false",
    "'',false"
  })
  void integer_isComparedByItsWorth(String value, boolean same) throws JsonRefused {
    assertThat(new ParamField("A", List.of("a")).repeats(value, json("{'a':42}"))).isEqualTo(same);
  }

  @Test
  void string_isComparedAsText() throws JsonRefused {
    assertThat(new ParamField("A", List.of("a")).repeats("42.0", json("{'a':'42'}"))).isFalse();
  }

  private static void assertInvalid(String schema) throws JsonRefused {
    assertThat(ParamFields.of(json(schema))).isInstanceOf(ParamFields.Marks.Invalid.class);
  }

  private static JsonObject json(String text) throws JsonRefused {
    byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
    return (JsonObject) JsonReader.read(bytes, JsonLimits.defaults());
  }
}

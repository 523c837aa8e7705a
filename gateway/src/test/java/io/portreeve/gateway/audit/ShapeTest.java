package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  private final Shape shape = new Shape(Secret.ofText("key"));

  private static Json json(String text) throws Exception {
    return JsonReader.read(text.getBytes(UTF_8), JsonLimits.defaults());
  }

  private String of(String text) throws Exception {
    return shape.of(json(text)).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "null; \"null\"",
        "true; \"boolean\"",
        "false; \"boolean\"",
        "{}; {}",
        "[]; []",
        "[null,true]; [\"null\",\"boolean\"]",
        "{\"a\":{\"b_c-d.e\":null}}; {\"a\":{\"b_c-d.e\":\"null\"}}",
      })
  void shape_keepsTypesAndNames(String text, String expected) throws Exception {
    assertThat(of(text)).isEqualTo(expected);
  }

  @Test
  void text_becomesItsLengthAndAMark() throws Exception {
    assertThat(of("{\"path\":\"/home/alice\"}"))
        .matches("\\{\"path\":\"string\\(11\\)#[0-9a-f]{16}\"\\}")
        .contains(shape.mark("/home/alice"));
    assertThat(of("42")).matches("\"number#[0-9a-f]{16}\"");
  }

  @Test
  void equalValues_haveEqualMarksAndOthersOthers() throws Exception {
    assertThat(of("\"a\"")).isEqualTo(of("\"\\u0061\"")).isNotEqualTo(of("\"b\""));
    assertThat(of("1")).isNotEqualTo(of("2"));
    assertThat(of("\"1\"")).doesNotContain(of("1").substring(8, 24));
  }

  @Test
  void marks_needTheKey() throws Exception {
    Shape other = new Shape(Secret.ofText("other key"));
    assertThat(other.of(json("\"secret\"")).toString()).isNotEqualTo(of("\"secret\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.org",
        "two words",
        "4111111111111111",
        "gr\u00fc\u00df",
        "a\nb",
        "",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      })
  void nameThatMayBeData_isMarkedInstead(String name) {
    String shaped = shape.of(JsonObject.of(name, JsonString.of("v"))).toString();
    assertThat(shaped).startsWith("{\"name(" + name.length() + ")#");
    assertThat(name.isEmpty() || !shaped.contains(name)).isTrue();
  }

  @Test
  void largeValues_haveSmallShapes() {
    List<Json> many = new ArrayList<>();
    JsonObjectBuilder wide = JsonObject.builder();
    Json deep = JsonString.of("x");
    for (int i = 0; i < 5000; i++) {
      many.add(JsonString.of("x" + i));
      wide.put("n" + i, i);
    }
    for (int i = 0; i < 60; i++) {
      deep = JsonArray.of(deep);
    }
    assertThat(shape.of(JsonArray.of(many)).toString())
        .hasSizeLessThan(700)
        .endsWith("\"+4984 more\"]");
    assertThat(shape.of(wide.build()).toString())
        .hasSizeLessThan(3000)
        .endsWith("\"+\":\"4936 more\"}");
    assertThat(shape.of(deep).toString()).isEqualTo("[".repeat(8) + "\"array(1)\"" + "]".repeat(8));
  }

  /** The law: whatever comes in, no run of five characters of a text comes out. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyValue_leaksNoneOfItsText(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> secrets = new ArrayList<>();
    String shaped = shape.of(random(random, 0, secrets)).toString();
    assertThat(secrets).isNotEmpty();
    for (String secret : secrets) {
      for (int i = 0; i + 5 <= secret.length(); i++) {
        assertThat(shaped).doesNotContain(secret.substring(i, i + 5));
      }
    }
  }

  private static Json random(SplittableRandom random, int depth, List<String> secrets) {
    if (depth == 4 || (depth > 0 && random.nextInt(3) == 0)) {
      // Letters that neither hex digits nor the words of a shape have.
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 5 + random.nextInt(20); i++) {
        text.append("GHJKQVWXYZ".charAt(random.nextInt(10)));
      }
      secrets.add(text.toString());
      return JsonString.of(text.toString());
    }
    List<Json> elements = new ArrayList<>();
    JsonObjectBuilder object = JsonObject.builder();
    for (int i = 0; i < 4; i++) {
      Json child = random(random, depth + 1, secrets);
      elements.add(child);
      object.put("m" + i, child);
    }
    return random.nextBoolean() ? JsonArray.of(elements) : object.build();
  }
}

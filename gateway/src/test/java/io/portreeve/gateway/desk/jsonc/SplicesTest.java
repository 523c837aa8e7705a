package io.portreeve.gateway.desk.jsonc;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.desk.jsonc.JsoncValue.ObjectValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplicesTest {
  @Test
  void replacedValue_leavesAllElseAsItWas() throws JsoncRefused {
    JsoncText text = JsoncText.read("{ \"a\" : 1 /* one */ , // b\r\n\t\"b\":[2] ,}");
    Splices splices = new Splices(text);
    splices.replace(text.root().at("b").orElseThrow(), "\"x\"");
    splices.replace(text.root().at("a").orElseThrow(), "0");
    splices.rename(text.root().member("a").orElseThrow(), "c");

    assertThat(splices.applied()).isEqualTo("{ \"c\" : 0 /* one */ , // b\r\n\t\"b\":\"x\" ,}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                        | {"n": 0}
          {"a":1}                   | {"a":1, "n": 0}
          {"a":1,}                  | {"a":1, "n": 0,}
          {;  "a":1;}               | {;  "a":1,;  "n": 0;}
          {;  "a":1, // x;}         | {;  "a":1,;  "n": 0, // x;}
          {#  "a":1#}               | {#  "a":1,#  "n": 0#}
          """)
  void insertedMember_standsAsTheOneBeforeIt(String before, String after) throws JsoncRefused {
    JsoncText text = JsoncText.read(lines(before));
    Splices splices = new Splices(text);
    splices.insert((ObjectValue) text.root(), "n", "0");

    assertThat(splices.applied()).isEqualTo(lines(after));
    assertThat(JsoncText.read(splices.applied()).root().at("n")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"x":1}                         | {}
          {"x":1,}                        | {}
          {"x":1, "b":2}                  | { "b":2}
          {"a":1, "x":2}                  | {"a":1 }
          {"a":1, "x":2,}                 | {"a":1, }
          {;  "a":1,;  "x":2;}            | {;  "a":1;}
          {;  "x":1,;  "b":2;}            | {;  "b":2;}
          {#  "a":1,#  "x":2,#  "b":3#}   | {#  "a":1,#  "b":3#}
          {;  "a":1, // a;  "x":2 // x;}  | {;  "a":1 // a // x;}
          """)
  void removedMember_leavesJson_andEveryComment(String before, String after) throws JsoncRefused {
    JsoncText text = JsoncText.read(lines(before));
    Splices splices = new Splices(text);
    splices.remove((ObjectValue) text.root(), text.root().member("x").orElseThrow());

    assertThat(splices.applied()).isEqualTo(lines(after));
    assertThat(JsoncText.read(splices.applied()).root().members())
        .extracting(JsoncMember::name)
        .doesNotContain("x");
  }

  /** A semicolon stands for a line end, and a number sign for that of Windows. */
  private static String lines(String text) {
    return text.replace(";", "\n").replace("#", "\r\n");
  }
}

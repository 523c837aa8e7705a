package io.portreeve.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonNull;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaidTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\": \"7\", \"with\": [\"anna\"]}]",
        "- id: '7'\n  with:\n  - anna\n",
        "[{'id': '7', 'with': ['anna']}]",
        "[{'id': 7, 'with': ['anna']}]"
      })
  void fields_areTheSameHoweverTheyWerePrinted(String output) {
    assertThat(Laid.out(output)).isEqualTo(Jsons.json("[{'id':'7','with':['anna']}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text",
        "2024-05-15",
        "{'torn': ",
        "",
        "# nothing",
        "- a\n b: c\n: d",
        "a: b\n---\nc: d\n"
      })
  void textWithoutFields_hasNone(String output) {
    assertThat(Laid.out(output)).isEqualTo(JsonNull.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&a [*a]", "&a {b: *a}", "a: &a x\nb: *a\n"})
  void aliases_areNoFields(String output) {
    assertThat(Laid.out(output)).isEqualTo(JsonNull.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void containersWithoutEnd_areNoFields(String container) {
    assertThat(Laid.out(container.repeat(20_000))).isEqualTo(JsonNull.NULL);
  }

  @Test
  void containersAsDeepAsJsonMayBe_areFields_andDeeperOnesAreNone() {
    assertThat(Laid.out("[".repeat(64) + "]".repeat(64))).isNotEqualTo(JsonNull.NULL);
    assertThat(Laid.out("[".repeat(65) + "]".repeat(65))).isEqualTo(JsonNull.NULL);
  }

  @Test
  void aliasesThatMultiply_areNoFields() {
    String bomb =
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";

    assertThat(Laid.out(bomb)).isEqualTo(JsonNull.NULL);
  }
}

package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {} | {}",
        "{'tools':{}} | {} | {'tools':{}}",
        "{'tools':{}} | {'prompts':{}} | {'tools':{},'prompts':{}}",
        "{'tools':{'listChanged':false}} | {'tools':{'listChanged':true}}"
            + " | {'tools':{'listChanged':true}}",
        "{'resources':{'subscribe':true}} | {'resources':{'listChanged':true}}"
            + " | {'resources':{'subscribe':true,'listChanged':true}}",
        "{'tools':{}} | {'tools':7} | {'tools':{}}"
      })
  void whatAnyServerCan_weCan(String one, String other, String both) {
    assertThat(Capabilities.union(Jsons.object(one), Jsons.object(other)))
        .isEqualTo(Jsons.object(both));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void order_andRepetition_makeNoDifference(long seed) {
    Random random = new Random(seed);
    JsonObject one = capabilities(random);
    JsonObject other = capabilities(random);
    JsonObject third = capabilities(random);
    JsonObject both = Capabilities.union(one, other);

    assertThat(both).isEqualTo(Capabilities.union(other, one));
    assertThat(Capabilities.union(both, both)).isEqualTo(both);
    assertThat(Capabilities.union(both, third))
        .isEqualTo(Capabilities.union(one, Capabilities.union(other, third)));
  }

  @Test
  void nothing_isAddedByASilentServer() {
    JsonObject one = capabilities(new Random(1));

    assertThat(Capabilities.union(one, JsonObject.empty())).isEqualTo(one);
  }

  private static JsonObject capabilities(Random random) {
    JsonObject all = JsonObject.empty();
    for (String name : new String[] {"tools", "prompts", "resources"}) {
      if (random.nextBoolean()) {
        JsonObject inside = JsonObject.empty();
        for (String flag : new String[] {"listChanged", "subscribe"}) {
          if (random.nextBoolean()) {
            inside = inside.with(flag, JsonBoolean.of(random.nextBoolean()));
          }
        }
        all = all.with(name, inside);
      }
    }
    return all;
  }
}

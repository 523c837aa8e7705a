package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  private static JsonText element(String array, int index) throws JsonRefused {
    return JsonText.of(((JsonArray) json(array)).get(index));
  }

  @Test
  void sameBytes_areTheSameText_whereverTheyStood() throws JsonRefused {
    JsonText one = element("[{\"a\":1},0]", 0);
    JsonText other = element("[null, {\"a\":1} ]", 1);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualByComparingTo(other);
    assertThat(one.alone()).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(one.length()).isEqualTo(7);
    assertThat(JsonText.of(JsonObject.of("a", JsonNumber.of(1)))).isEqualTo(one);
  }

  @Test
  void equalValues_writtenOtherwise_areOtherTexts() throws JsonRefused {
    JsonText one = element("[{\"a\":1}]", 0);

    assertThat(element("[{\"a\": 1}]", 0)).isNotEqualTo(one);
    assertThat(element("[{\"a\":1.0}]", 0)).isNotEqualTo(one);
    assertThat(element("[{\"\\u0061\":1}]", 0)).isNotEqualTo(one);
  }

  @Test
  void otherTexts_haveAnOrder() throws JsonRefused {
    JsonText one = element("[{\"a\":1}]", 0);

    assertThat(one).isLessThan(element("[{\"b\":1}]", 0)).isLessThan(element("[{\"a\":2}]", 0));
  }

  @Test
  void everyByte_countsForTheHash() throws JsonRefused {
    Set<Integer> hashes = new HashSet<>();
    String text = "[{\"abcdefghijklmnop\":\"qrstuvw\"}]";
    for (int at = 3; at < 19; at++) {
      String other = text.substring(0, at) + "0" + text.substring(at + 1);
      hashes.add(element(other, 0).hashCode());
    }
    assertThat(hashes).hasSize(16);
  }
}

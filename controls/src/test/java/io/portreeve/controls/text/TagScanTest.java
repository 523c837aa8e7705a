package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagScanTest {
  /** The end of the tag during which the readings are used up. */
  private static final int LAST_TAG = 2100;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a ",
        "<a",
        "<a=",
        "<a/x=",
        "<a x='",
        "<a x=\"",
        "<a b=<a=",
        "<a\t\n",
        "</a ",
        "<a x =",
        "<a/"
      })
  void tagsInsideOfTags_areReadInProportionToTheText(String repeated) {
    for (int times : new int[] {1_000, 40_000}) {
      String text = repeated.repeat(times);

      assertThat(read(text)).isLessThanOrEqualTo(TagScan.bound(text.length()) + LAST_TAG);
    }
  }

  @Test
  void tagThatComesWhenTheReadingsAreUsedUp_acts() {
    String text = "<a ".repeat(40_000) + "<b>";
    TagScan tags = new TagScan(text);
    for (int at = text.indexOf('<'); at < text.length() - 3; at = text.indexOf('<', at + 1)) {
      assertThat(tags.acts(at)).isTrue();
    }

    assertThat(tags.acts(text.length() - 3)).isTrue();
    assertThat(new TagScan("<b>").acts(0)).isFalse();
  }

  @Test
  void longTextOfHonestTags_isReadToItsEnd() {
    String text =
        "a Map<String, List<Set<Long>>> in <b class=\"x\">bold</b>, if x <y\n".repeat(10_000);
    TagScan tags = new TagScan(text);
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      assertThat(tags.acts(at)).isFalse();
    }
  }

  private static long read(String text) {
    TagScan tags = new TagScan(text);
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      boolean _ = tags.acts(at);
    }
    return tags.read();
  }
}

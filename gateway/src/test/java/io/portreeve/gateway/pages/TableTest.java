package io.portreeve.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void table_saysWhatItShows_andWhatEachColumnAndRowIsAbout() {
    String shown =
        Table.of("Keys <b>", "Id", "State")
            .row(Html.code("k1"), Html.text("live"))
            .orElse("No key.")
            .markup();

    assertThat(shown)
        .contains("aria-label=\"Keys &lt;b&gt;\" tabindex=\"0\"")
        .contains("<caption>Keys &lt;b&gt;</caption>")
        .contains("<th scope=\"col\" role=\"columnheader\">State</th>")
        .contains("<th scope=\"row\" role=\"rowheader\"><code>k1</code></th>")
        .contains("<td role=\"cell\" data-head=\"State\">live</td>")
        .doesNotContain("No key.");
  }

  @Test
  void table_withoutRows_saysSo() {
    assertThat(Table.of("Keys", "Id").orElse("No key.").markup()).isEqualTo("<p>No key.</p>");
  }

  @Test
  void row_thatDoesNotFitTheHeads_isRefused() {
    Table table = Table.of("Keys", "Id", "State");

    assertThatThrownBy(() -> table.row(Html.text("k1")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.portreeve.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is put into an address comes out of it again, and nothing else does. */
class PageAddressTest {
  @Test
  void pathAlone_staysAsItIs() {
    assertThat(PageAddress.of("/console/keys").text()).isEqualTo("/console/keys");
  }

  @Test
  void valueThatLooksLikeMore_staysOneValue() {
    String hostile = "a&role=operator#x=\"><script>/../é";
    String text = PageAddress.of("/page").with("id", hostile).with("from", "20").text();

    assertThat(text).startsWith("/page?id=").endsWith("&from=20").doesNotContain("\"", "<", "#");
    Parameters read = Parameters.of(text.substring("/page?".length()));
    assertThat(read.values()).containsOnlyKeys("id", "from").containsEntry("id", hostile);
  }
}

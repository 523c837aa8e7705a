package io.portreeve.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String HOSTILE = "<b onclick='x()'>&\"</b>";
  private static final String INERT = "&lt;b onclick=&#39;x()&#39;&gt;&amp;&quot;&lt;/b&gt;";

  private static String text(byte[] page) {
    return new String(page, StandardCharsets.UTF_8);
  }

  @Test
  void text_isTextWhereverItStands() {
    Html html =
        Html.tag("p").with("title", HOSTILE).holding(Html.text(HOSTILE), Html.code(HOSTILE));

    assertThat(html.markup())
        .isEqualTo("<p title=\"" + INERT + "\">" + INERT + "<code>" + INERT + "</code></p>");
    assertThat(text(Page.of(HOSTILE, Html.none()))).contains(INERT).doesNotContain("<b ");
  }

  /** Browsers apply a style sheet only if its digest is the one that they were told. */
  @Test
  void style_isTheOneThatThePolicyNames() throws Exception {
    Matcher style =
        Pattern.compile("<style>(.*)</style>", Pattern.DOTALL)
            .matcher(text(Page.of("x", Html.none())));
    assertThat(style.find()).isTrue();
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));

    assertThat(Page.fields().first("content-security-policy").orElseThrow())
        .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
        .doesNotContain("script-src");
  }
}

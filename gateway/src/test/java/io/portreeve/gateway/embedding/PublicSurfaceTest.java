package io.portreeve.gateway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.PublicSurface;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/** What other people's programs are compiled against; whoever changes it says so in the changes. */
class PublicSurfaceTest {
  @Test
  void published_isExactlyThis() {
    assertThat(PublicSurface.of(Front.class, Pass.class))
        .containsExactly(
            "Front: InetSocketAddress address()",
            "Front: static Front start(Path, String, URI, Pass) throws StartFault",
            "Front: void close()",
            "Pass: boolean opens(Collection)",
            "Pass: static Pass fresh()",
            "Pass: static String FIELD");
  }

  @Test
  void whatIsPutOverTheFile_isNotPublished() {
    assertThat(Modifier.isPublic(Behind.class.getModifiers())).isFalse();
  }
}

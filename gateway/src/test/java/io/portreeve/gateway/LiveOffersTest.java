package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.testkit.server.ScriptedHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveOffersTest {
  private static final LiveOffers.Telling NOBODY =
      new LiveOffers.Telling((_, _, _, _) -> {}, Destinations.Refusals.NONE, (_, _) -> {});

  @TempDir private Path directory = Path.of("");

  /** The server itself might take an hour. */
  @Test
  void serverThatHangs_keepsUsWaitingNoLongerThanItMay_andThatIsSaid() throws Exception {
    var said = new CopyOnWriteArrayList<String>();
    try (ScriptedHttp silent = ScriptedHttp.start((_, wire) -> wire.awaitHangUp())) {
      LiveOffers.Looked looked =
          offers(silent).looked(said::add, _ -> Duration.ofSeconds(2), NOBODY);

      assertThat(looked.answer().silent())
          .containsEntry("slow", "it did not answer within 2 seconds");
      assertThat(said).anyMatch(line -> line.matches("slow \\(\\d+ s of at most 2 s\\)"));
    }
  }

  /** It would say so only after minutes, and start a program that a registry sent for nothing. */
  @Test
  void programThatItsSandboxKeepsFromItsRegistry_isNotStarted_andThatIsSaid() throws Exception {
    var said = new CopyOnWriteArrayList<String>();

    LiveOffers.Looked looked =
        offers("files: {command: [npx, -y, '@example/none']}")
            .looked(said::add, _ -> Duration.ofMinutes(1), NOBODY);

    assertThat(looked.answer().silent().get("files")).contains("`npx` fetches what it runs from");
    assertThat(said).noneMatch(line -> line.startsWith("files"));
  }

  private LiveOffers offers(ScriptedHttp server) {
    return offers("slow: {url: \"%s\", timeout: 1h}".formatted(server.url("/mcp")));
  }

  private LiveOffers offers(String server) {
    String text =
        """
        data: ./data
        servers: {%s}
        """
            .formatted(server);
    return new LiveOffers(
        Configurations.of(directory, text),
        new SecretSource(_ -> Optional.empty()),
        _ -> List.of(),
        _ -> Optional.empty());
  }
}

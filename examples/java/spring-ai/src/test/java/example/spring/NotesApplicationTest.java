package example.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portreeve.testkit.attack.Attack;
import io.portreeve.testkit.attack.Attacks;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class NotesApplicationTest {
  @TempDir Path folder;

  /** Takes the gate out, to see what it is for. */
  static class Ungated {
    @Bean
    FilterRegistrationBean<Filter> open(Filter onlyTheFront) {
      FilterRegistrationBean<Filter> gate = new FilterRegistrationBean<>(onlyTheFront);
      gate.setEnabled(false);
      return gate;
    }
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "Lunch is at noon.");
    Files.writeString(
        folder.resolve("front.yaml"),
        """
        listen: 127.0.0.1:0
        data: ./data
        authentication: {insecure-anonymous: {}}   # for this test; see the guide for a team
        servers:
          notes:
            tools:
              read_note: {arguments: {path: {kind: path, root: %s}}}
        transparent: true
        pinning: {first-seen: approve}
        policy:
          allow: [{name: readers, tools: [read_note, greet]}]
        """
            .formatted(folder));
  }

  @Test
  void bare_itFallsToPathsAndToHiddenCharacters() throws Exception {
    try (var running = running(NotesApplication.class, Ungated.class)) {
      assertEquals(
          List.of(Attack.PATH_TRAVERSAL, Attack.HIDDEN_CHARACTERS),
          attacks(server(running)).run().worked());
    }
  }

  @Test
  void guarded_itWithstandsAll_andAnswersNobodyBesideTheFront() throws Exception {
    try (var running = running(NotesApplication.class)) {
      int front = running.getBean(InFront.class).address().getPort();
      attacks(front).run().assertWithstood();
      assertThrows(IOException.class, () -> attacks(server(running)).run());
    }
  }

  private ConfigurableApplicationContext running(Class<?>... sources) {
    return new SpringApplication(sources)
        .run("--notes.folder=" + folder, "--notes.front=" + folder.resolve("front.yaml"));
  }

  private static int server(ConfigurableApplicationContext running) {
    return running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static Attacks attacks(int port) {
    return Attacks.on(URI.create("http://127.0.0.1:" + port + "/mcp"))
        .honestly("read_note", "{\"path\":\"a.txt\"}");
  }
}

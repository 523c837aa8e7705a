package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordTest {
  /** Below it stand its stack and a version, which say nothing. */
  @Test
  void failureThatNobodyCaughtInNode_isWhatIsSaid() {
    List<String> lines =
        List.of(
            "node:internal/modules/cjs/loader:1228",
            "  throw err;",
            "Error: Cannot find module './there'",
            "    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)",
            "  code: 'MODULE_NOT_FOUND',",
            "}",
            "Node.js v20.20.2");

    assertThat(LastWord.of(lines)).contains("Error: Cannot find module './there'");
    assertThat(LastWord.of(List.of("TypeError [ERR_X]: bad", "Node.js v20.20.2")))
        .contains("TypeError [ERR_X]: bad");
  }

  @Test
  void failureInPythonOrJava_isWhatIsSaid() {
    assertThat(
            LastWord.of(
                List.of("Traceback (most recent call last):", "ModuleNotFoundError: No module x")))
        .contains("ModuleNotFoundError: No module x");
    assertThat(
            LastWord.of(
                List.of(
                    "Exception in thread \"main\" java.lang.IllegalStateException: no port",
                    "\tat Main.main(Main.java:3)")))
        .contains("Exception in thread \"main\" java.lang.IllegalStateException: no port");
  }

  @Test
  void failureOfNpm_isWhatIsSaid_andNotWhereItsLogWas() {
    List<String> lines =
        List.of(
            "npm error code EAI_AGAIN",
            "npm error syscall getaddrinfo",
            "npm error path /srv/cache",
            "npm error request to https://registry.npmjs.org/x failed, reason: getaddrinfo EAI_AGAIN",
            "npm error A complete log of this run can be found in: /tmp/home/.npm/_logs/0.log");

    assertThat(LastWord.of(lines)).contains(lines.get(3));
  }

  @Test
  void otherwise_itIsTheLastLine() {
    assertThat(LastWord.of(List.of("starting", "no licence"))).contains("no licence");
    assertThat(LastWord.of(List.of())).isEmpty();
  }
}

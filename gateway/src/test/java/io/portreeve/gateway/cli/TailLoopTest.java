package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.testkit.Eventually;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailLoopTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void loopThatCannotGoOn_saysSo() throws Exception {
    StringWriter err = new StringWriter();
    Terminal terminal = Ran.terminal(new StringWriter(), err, directory, Map.of());

    try (TailLoop _ =
        TailLoop.start(
            new EventLog(terminal, false),
            new AuditReader(directory).tail(AuditFilter.all()),
            _ -> {
              throw new IllegalStateException("broken");
            })) {
      Eventually.holds("a line is told", () -> err.toString().endsWith("\n"));
    }

    assertThat(err.toString())
        .startsWith("portreeve: the audit log is shown no further: ")
        .contains("broken");
  }
}

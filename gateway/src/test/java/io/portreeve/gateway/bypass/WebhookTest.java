package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A webhook of a whole gateway. */
@Timeout(120)
class WebhookTest {
  private final Office office = new Office();
  private final ScriptedHttp hook = ScriptedHttp.start((_, wire) -> wire.empty(204));

  @TempDir private Path directory = Path.of("");

  @AfterEach
  void close() {
    office.close();
    hook.close();
  }

  private String secret() throws Exception {
    Path file = directory.resolve("secret");
    Files.writeString(file, "a secret of the webhook's own");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return "file:" + file;
  }

  @Test
  void callThatWaits_isTold_withoutAValue() throws Exception {
    try (RunningGateway gateway =
        RunningGateway.before(
            office.server.url("/mcp"),
            RunningGateway.ALL,
            "approvals: {undeclared: operator, webhook: {url: \""
                + hook.url("/hook")
                + "\", secret: \""
                + secret()
                + "\"}}")) {
      McpClient ann = gateway.client("ann");
      assertThat(ann.call("send_mail", "{'to':'mallory@evil.example'}").body())
          .contains("has to approve");

      HttpAsked told = hook.next();
      assertThat(told.target()).isEqualTo("/hook");
      assertThat(told.field("webhook-signature"))
          .hasValueSatisfying(it -> assertThat(it).startsWith("v1,"));
      assertThat(told.body())
          .contains("\"type\":\"approval.asked\"", "\"tool\":\"send_mail\"")
          .doesNotContain("mallory");
    }
  }
}

package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.RequestControl;
import io.portreeve.mcp.CallTool;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingGuardTest {
  private static final CallTool CALL =
      new CallTool(Jsons.object("{'name':'add','arguments':{'a':1}}"));

  @TempDir private Path data;

  @Test
  void judgesByTheServersDefinitionsAndTheOperatorsRules() throws StartFault {
    try (ScriptedServer server = server();
        StandingGuard standing = open(server, "['add']")) {
      Judgement<?> judged = standing.guard().request(Exchanges.asking(CALL), CALL);
      assertThat(judged).isInstanceOf(Judgement.Forward.class);
    }
    try (ScriptedServer server = server();
        StandingGuard standing = open(server, "['other']")) {
      Judgement<?> judged = standing.guard().request(Exchanges.asking(CALL), CALL);
      assertThat(judged).isInstanceOf(Judgement.Refused.class);
    }
  }

  @Test
  void namesTheControlsThatDecideInTheirOrder() throws StartFault {
    try (ScriptedServer server = server();
        StandingGuard standing = open(server, "['add']")) {
      List<String> listed =
          standing.guard().requestControls().stream().map(RequestControl::name).toList();
      List<String> decided =
          standing.guard().request(Exchanges.asking(CALL), CALL).decisions().stream()
              .map(decision -> decision.control())
              .toList();
      assertThat(listed).isEqualTo(decided).isNotEmpty();
    }
  }

  /** It is told a moment later, and whoever stops within that moment must not miss it. */
  @Test
  void whatWasTrustedLast_isToldBeforeTheStoreCloses() throws StartFault {
    List<String> told = new CopyOnWriteArrayList<>();
    Handler operator = telling(told);
    Logger seen = Logger.getLogger("io.portreeve.definitions.seen");
    seen.addHandler(operator);
    try (ScriptedServer server = server()) {
      try (StandingGuard standing = open(server, "['add']")) {
        var _ = standing.guard().request(Exchanges.asking(CALL), CALL);
      }

      assertThat(told)
          .containsExactly(
              "server files: 1 definition was seen for the first time, and trusted as"
                  + " pinning.first-seen has it");
    } finally {
      seen.removeHandler(operator);
    }
  }

  private static Handler telling(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord told) {
        lines.add(told.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static ScriptedServer server() {
    return ScriptedServer.start(
        Script.modern("{'tools':{}}")
            .on(
                "tools/list",
                turn ->
                    turn.result(
                        "{'resultType':'complete','tools':[{'name':'add','inputSchema':"
                            + "{'type':'object'}}],'ttlMs':60000,'cacheScope':'public'}")));
  }

  private StandingGuard open(ScriptedServer server, String tools) throws StartFault {
    String text =
        """
        listen: 127.0.0.1:0
        data: %s
        pinning: {first-seen: approve}
        servers:
          files: {url: "%s", era: modern}
        policy:
          allow: [{name: staff, roles: [staff], tools: %s}]
        """
            .formatted(data, server.url("/mcp"), tools);
    Surroundings around = new Surroundings(data, Surroundings.Follower.NONE, new ConditionReader());
    if (new ConfigurationFile(around, Overlay.NONE).parse(text)
        instanceof ConfigurationFile.Outcome.Loaded(Configuration right, _)) {
      return StandingGuard.open(right, SecretSource.ofProcess());
    }
    throw new IllegalStateException("the configuration is wrong");
  }
}

package io.portreeve.controls.insecureconfiguration;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.HideAndRefuse;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Change;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.Findings;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private final Quarantine control = new Quarantine(new Secret());

  @Test
  void thingInQuarantine_isRefusedOnEveryUse_likeWhatDoesNotExist() {
    HideAndRefuse.refuses(control, Reason.SCAN_QUARANTINED, Reason.SCANNED);
    assertThat(Reason.SCAN_QUARANTINED.answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void thingInQuarantine_isCutFromLists() {
    HideAndRefuse.hides(control, Reason.DEFINITIONS_QUARANTINED, Reason.SCANNED);
  }

  @Test
  void finding_isNamedForTheRecord() {
    ClientMessage call = Messages.callTool("secret", "{}");

    assertThat(control.onRequest(Exchanges.asking(call), call))
        .isEqualTo(Verdict.deny(Reason.SCAN_QUARANTINED, "finding a-1"));
  }

  @Test
  void otherSpellingOfAResourceInQuarantine_isRefused() {
    ClientMessage read = Messages.request("resources/read", "'uri':'%73ecret'");

    assertThat(control.onRequest(Exchanges.asking(read), read).reason())
        .isEqualTo(Reason.SCAN_QUARANTINED);
  }

  @Test
  void instructionsInQuarantine_areTakenOut() {
    DiscoverResult offer =
        new DiscoverResult(
            Jsons.object("{'supportedVersions':[],'capabilities':{},'instructions':'secret'}"));

    assertThat(judge(offer))
        .isEqualTo(
            Verdict.rewrite(
                offer.withJson(offer.json().without("instructions")),
                Reason.DEFINITIONS_QUARANTINED,
                List.of(new Change("/instructions", "hidden", 1))));
    assertThat(judge(offer.withInstructions("seen"))).isEqualTo(Verdict.pass(Reason.SCANNED));
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(control);
    ControlContract.verify(
        new Quarantine(
            new Findings() {
              @Override
              public Optional<String> judge(
                  ServerId server, Kind kind, String name, Json definition) {
                return Optional.of("a-1");
              }

              @Override
              public Optional<String> holding(ServerId server, Kind kind, String name) {
                return Optional.of("a-1");
              }
            }));
  }

  private Verdict<ServerMessage> judge(DiscoverResult offer) {
    return control.onResponse(Exchanges.asking(Messages.request("server/discover", "")), offer);
  }

  /** Finds something in whatever is called, or says, {@code secret}. */
  private record Secret() implements Findings {
    @Override
    public Optional<String> judge(ServerId server, Kind kind, String name, Json definition) {
      return holding(server, kind, kind == Kind.INSTRUCTIONS ? text(definition) : name);
    }

    @Override
    public Optional<String> holding(ServerId server, Kind kind, String name) {
      return name.equals("secret") ? Optional.of("a-1") : Optional.empty();
    }

    private static String text(Json json) {
      return json.toString().replace("\"", "");
    }
  }
}

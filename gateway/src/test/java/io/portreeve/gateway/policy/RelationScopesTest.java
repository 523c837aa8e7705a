package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.NamingSettings;
import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Principal.Authentication;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ToolName;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule that asks for a relation and for scopes: more scopes are offered to nobody else. */
class RelationScopesTest {
  private static final ObjectSettings NOTE =
      new ObjectSettings(
          ObjectIds.TEXT,
          Map.of("owner", List.of()),
          List.of(
              new NamingSettings(
                  List.of(), List.of(new Glob("read")), List.of(), Optional.of("id"), List.of())));

  /** Everybody owns note 7; who owns note 9 cannot be told. */
  private static final Related OWNERS =
      (_, object, _) -> {
        if (object.id().equals("9")) {
          throw new IllegalStateException("down");
        }
        return object.id().equals("7");
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "ACCESS_TOKEN ; notes ; {'id':'7'} ; POLICY_ALLOWED",
        "ACCESS_TOKEN ; other ; {'id':'7'} ; SCOPE_INSUFFICIENT",
        "ACCESS_TOKEN ; notes ; {'id':'8'} ; POLICY_NO_RULE",
        "ACCESS_TOKEN ; other ; {'id':'8'} ; POLICY_NO_RULE",
        "ACCESS_TOKEN ; other ; {} ; POLICY_NO_RULE",
        "ACCESS_TOKEN ; other ; {'id':['7','8']} ; POLICY_NO_RULE",
        "ACCESS_TOKEN ; notes ; {'id':'9'} ; POLICY_ERROR",
        "ACCESS_TOKEN ; other ; {'id':'9'} ; POLICY_ERROR",
        "API_KEY ; other ; {'id':'7'} ; POLICY_NO_RULE",
        "API_KEY ; other ; {'id':'9'} ; POLICY_ERROR"
      })
  void use_needsTheRelationFirst_andThenTheScopes(
      Authentication how, String scope, String arguments, Reason reason) throws Exception {
    Principal anna = new Principal("anna", Set.of(), how).granted(Set.of(), Set.of(scope));
    Ruling ruling =
        policy()
            .call(
                Exchanges.of(anna, Messages.callTool("read", "{}")),
                new Subject.OfTool(Exchanges.SERVER, new ToolName("read")),
                Jsons.object(arguments));

    assertThat(ruling instanceof Ruling.Deny no ? no.reason() : Reason.POLICY_ALLOWED)
        .isEqualTo(reason);
  }

  private static RulePolicy policy() throws PolicyFault {
    RuleSettings rule =
        new RuleSettings(
            "owners",
            List.of(),
            List.of(),
            List.of("notes"),
            List.of(),
            List.of(new Glob("read")),
            List.of(),
            List.of(),
            List.of(Phase.DISCOVER, Phase.CALL),
            Map.of("note", "owner"),
            Optional.empty());
    return RulePolicy.compile(
        new PolicySettings(Map.of("note", NOTE), List.of(rule), List.of()), OWNERS);
  }
}

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
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ToolName;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that go by the objects that a use names. */
class ObjectRulesTest {
  private static final String UUID = "0a1b2c3d-0000-4000-8000-00000000000f";

  /** Anna is viewer of these, and editor of the first. */
  private static final Related ANNAS =
      (_, object, relation) ->
          switch (relation) {
            case "viewer" -> List.of("7", "8", "a b", "Ab", UUID).contains(object.id());
            case "editor" -> object.id().equals("7");
            default -> false;
          };

  private static final Related DOWN =
      (_, _, _) -> {
        throw new IllegalStateException("down");
      };

  private static final Subject READ = tool("read");

  private static Subject tool(String name) {
    return new Subject.OfTool(Exchanges.SERVER, new ToolName(name));
  }

  private static Subject resource(String uri) {
    return new Subject.OfResource(Exchanges.SERVER, new ResourceUri(uri));
  }

  private static NamingSettings argument(String tool, String place) {
    return new NamingSettings(
        List.of(), List.of(new Glob(tool)), List.of(), Optional.of(place), List.of());
  }

  private static RulePolicy policy(ObjectIds ids, Related related) throws PolicyFault {
    ObjectSettings document =
        new ObjectSettings(
            ids,
            Map.of("viewer", List.of()),
            List.of(
                argument("read", "id"),
                argument("read", "other"),
                argument("nested", "/filter/document/id"),
                argument("many", "ids"),
                argument("each", "/items/*/id"),
                new NamingSettings(
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of("notes://note/{id}", "notes://note/{id}/remarks"))));
    List<Glob> any = List.of(new Glob("*"));
    RuleSettings rule =
        new RuleSettings(
            "viewers",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            any,
            any,
            any,
            List.of(Phase.DISCOVER, Phase.CALL),
            Map.of("document", "viewer"),
            Optional.empty());
    return RulePolicy.compile(
        new PolicySettings(Map.of("document", document), List.of(rule), List.of()), related);
  }

  private static boolean allowed(ObjectIds ids, Subject subject, String arguments)
      throws PolicyFault {
    return policy(ids, ANNAS)
            .call(
                Exchanges.asking(Messages.callTool("read", "{}")), subject, Jsons.object(arguments))
        instanceof Ruling.Allow;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "read | {'id':'7'}",
        "read | {'id':7}",
        "read | {'id':'7','other':'8'}",
        "read | {'other':'8'}",
        "read | {'id':['7','8']}",
        "nested | {'filter':{'document':{'id':'7'}}}",
        "many | {'ids':['7',8]}",
        "each | {'items':[{'id':'7'},{'id':'8'},{'name':'new'}]}"
      })
  void useOfObjectsThatThePrincipalMaySee_isAllowed(String tool, String arguments)
      throws PolicyFault {
    assertThat(allowed(ObjectIds.TEXT, tool(tool), arguments)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "read | {'id':'9'}",
        "read | {'id':'7','other':'9'}",
        "read | {'id':['7','9']}",
        "read | {'id':[['9']]}",
        "read | {'id':{'7':'9'}}",
        "read | {'id':null}",
        "read | {'id':true}",
        "read | {'id':[]}",
        "read | {}",
        "read | {'Id':'7'}",
        "nested | {'filter':{'document':{'id':'9'}}}",
        "nested | {'filter':{'document':[{'id':'7'}]}}",
        "nested | {'filter':{'document':'7'}}",
        "nested | {'filter.document.id':'7'}",
        "many | {'ids':['7','9']}",
        "many | {'ids':['7',{'id':'9'}]}",
        "each | {'items':[{'id':'7'},{'id':'9'}]}",
        "each | {'items':{'id':'7'}}",
        "each | {'items':[]}",
        "unmapped | {'id':'7'}"
      })
  void useOfAnotherObject_orOfNoneThatCanBeTold_isRefused(String tool, String arguments)
      throws PolicyFault {
    assertThat(allowed(ObjectIds.TEXT, tool(tool), arguments)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "07", "+7", "7.0", "7e0", " 7", "7 ", "%37", "\uff17", "\u0667", "7\u200b", "-7", "0x7", ""
      })
  void otherSpellingOfANumber_isNoId(String id) throws PolicyFault {
    String arguments = "{'id':'" + id + "'}";

    assertThat(allowed(ObjectIds.NUMBER, READ, "{'id':'7'}")).isTrue();
    assertThat(allowed(ObjectIds.NUMBER, READ, arguments)).isFalse();
    assertThat(allowed(ObjectIds.TEXT, READ, arguments)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.0", "7e0", "70e-1", "-7"})
  void otherSpellingOfANumberInJson_isNoId(String number) throws PolicyFault {
    assertThat(allowed(ObjectIds.NUMBER, READ, "{'id':" + number + "}")).isFalse();
    assertThat(allowed(ObjectIds.TEXT, READ, "{'id':" + number + "}")).isFalse();
  }

  @Test
  void uuid_isTheSameInEitherCase_andInNoOtherForm() throws PolicyFault {
    assertThat(allowed(ObjectIds.UUID, READ, "{'id':'" + UUID + "'}")).isTrue();
    assertThat(allowed(ObjectIds.UUID, READ, "{'id':'0A1B2C3D-0000-4000-8000-00000000000F'}"))
        .isTrue();
    assertThat(allowed(ObjectIds.UUID, READ, "{'id':'{" + UUID + "}'}")).isFalse();
    assertThat(allowed(ObjectIds.UUID, READ, "{'id':'" + UUID.replace("-", "") + "'}")).isFalse();
    assertThat(allowed(ObjectIds.UUID, READ, "{'id':'7'}")).isFalse();
  }

  @Test
  void text_isTheSameInNoOtherCase() throws PolicyFault {
    assertThat(allowed(ObjectIds.TEXT, READ, "{'id':'Ab'}")).isTrue();
    assertThat(allowed(ObjectIds.TEXT, READ, "{'id':'ab'}")).isFalse();
    assertThat(allowed(ObjectIds.TEXT, READ, "{'id':'AB'}")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "notes://note/7, true",
    "notes://note/a%20b, true",
    "notes://note/7/remarks, true",
    "notes://note/9, false",
    "notes://note/%37, false",
    "notes://note/7?id=9, false",
    "notes://note/7#9, false",
    "notes://note/7/../9, false",
    "notes://note/7/other, false",
    "notes://note/7/9/remarks, false",
    "notes://note/9%2F..%2F7, false",
    "notes://note/, false",
    "notes://note//remarks, false",
    "NOTES://note/7, false",
    "notes://other/7, false",
    "notes://note/7%00, false",
    "notes://note/%, false",
    "notes://note/%ff, false",
    "notes://note/{id}, false"
  })
  void addressOfAnObject_isReadByWhoMaySeeTheObject(String uri, boolean allowed)
      throws PolicyFault {
    assertThat(allowed(ObjectIds.TEXT, resource(uri), "{'uri':'" + uri + "'}")).isEqualTo(allowed);
    boolean seen =
        policy(ObjectIds.TEXT, ANNAS)
                .discover(Exchanges.asking(Messages.request("resources/list", "")), resource(uri))
            instanceof Ruling.Allow;
    assertThat(seen).isEqualTo(allowed || uri.equals("notes://note/{id}"));
  }

  @ParameterizedTest
  @CsvSource({
    "notes://note/{id}, 7, true",
    "notes://note/{id}, 9, false",
    "notes://note/{which}, 7, false",
    "notes://note/{id}{?page}, 7, true",
    "notes://note/{id}/remarks, 9, false",
    "notes://note/{+id}, 7, false"
  })
  void completionInATemplate_goesByWhatIsGivenForTheId(String uri, String id, boolean allowed)
      throws PolicyFault {
    assertThat(allowed(ObjectIds.TEXT, resource(uri), "{'id':'" + id + "'}")).isEqualTo(allowed);
  }

  @Test
  void toolWhoseObjectDependsOnTheCall_isListed_andOneThatNamesNoneIsNot() throws PolicyFault {
    var listing = Exchanges.asking(Messages.request("tools/list", ""));

    assertThat(policy(ObjectIds.TEXT, ANNAS).discover(listing, READ))
        .isEqualTo(new Ruling.Allow("viewers"));
    assertThat(policy(ObjectIds.TEXT, ANNAS).discover(listing, tool("unmapped")))
        .isInstanceOf(Ruling.Deny.class);
  }

  @Test
  void promptsArguments_nameNothing_unlessTheyAreSaidTo() throws PolicyFault {
    Subject prompt = new Subject.OfPrompt(Exchanges.SERVER, new PromptName("read"));

    assertThat(allowed(ObjectIds.TEXT, prompt, "{'id':'7'}")).isFalse();
  }

  @Test
  void relationsThatCannotBeAsked_refuse() throws PolicyFault {
    assertThat(
            policy(ObjectIds.TEXT, DOWN)
                .call(
                    Exchanges.asking(Messages.callTool("read", "{}")),
                    READ,
                    Jsons.object("{'id':'7'}")))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_ERROR, "viewers", "cannot be evaluated"));
  }

  @Test
  void refusal_saysToTheOperatorWhichRuleWantedARelation() throws PolicyFault {
    Ruling ruling =
        policy(ObjectIds.TEXT, ANNAS)
            .call(
                Exchanges.asking(Messages.callTool("read", "{}")),
                READ,
                Jsons.object("{'id':'9'}"));

    assertThat(ruling)
        .isEqualTo(
            new Ruling.Deny(
                Reason.POLICY_NO_RULE,
                "default",
                "the relation is missing that is asked by `viewers`"));
  }
}

package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.CreationSettings;
import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.relations.Claims;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.Creations.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedObjectsTest {
  private static final Set<ObjectName> BOBS = Set.of(new ObjectName("note", "8"));
  private static final Set<ObjectName> ANNAS = Set.of(new ObjectName("note", "7"));

  private final Set<String> claimed = new HashSet<>();

  private Set<ObjectName> claim(Exchange exchange, Set<ObjectName> objects) {
    Set<ObjectName> known =
        objects.stream()
            .filter(one -> BOBS.contains(one) || ANNAS.contains(one))
            .collect(Collectors.toSet());
    if (known.isEmpty()) {
      objects.forEach(one -> claimed.add(exchange.principal().id() + " " + one));
    }
    return known;
  }

  private static CreatedObjects creations(Claims claims) {
    Related related =
        (principal, object, relation) ->
            principal.equals(Exchanges.ANNA) && ANNAS.contains(object) && relation.equals("owner");
    return new CreatedObjects(
        Map.of(
            "note",
            new ObjectSettings(
                ObjectIds.NUMBER,
                Map.of("owner", List.of()),
                List.of(),
                List.of(
                    creation(Exchanges.SERVER.value(), "make", "id"),
                    creation(Exchanges.SERVER.value(), "copy_*", "/notes/*/id"),
                    creation("other", "elsewhere", "id")))),
        related,
        claims);
  }

  private static CreationSettings creation(String server, String tool, String place) {
    return new CreationSettings(List.of(server), List.of(new Glob(tool)), place);
  }

  private Standing made(String tool, ToolResult said) {
    return made(Messages.callTool(tool, "{}"), said);
  }

  private Standing made(CallTool call, ToolResult said) {
    return creations(this::claim).made(Exchanges.asking(call), call, said);
  }

  private Standing made(String tool, String said) {
    return made(tool, saying(said));
  }

  private static ToolResult saying(String structured) {
    return new ToolResult(Jsons.object("{'content':[],'structuredContent':" + structured + "}"));
  }

  @Test
  void objectThatIsSomebodyElses_staysHis_andIsNamedToTheOperator() {
    assertThat(made("make", "{'id':8}"))
        .isEqualTo(new Standing.Refused(Reason.OBJECT_CLAIMED, "note:8"));
    assertThat(claimed).isEmpty();
  }

  @Test
  void objectsOfSomebodyElse_amongNewOnes_refuseTheAnswer_andTheNewOnesAreNobodys() {
    assertThat(made("copy_all", "{'notes':[{'id':9},{'id':8},{'id':7}]}"))
        .isEqualTo(new Standing.Refused(Reason.OBJECT_CLAIMED, "note:8"));
    assertThat(claimed).isEmpty();
  }

  @Test
  void objectsOfTheCaller_amongNewOnes_leaveTheNewOnesToHim() {
    assertThat(made("copy_all", "{'notes':[{'id':9},{'id':7}]}"))
        .isEqualTo(new Standing.Owned("note:7, note:9"));
    assertThat(claimed).containsExactly("anna note:9");
  }

  @Test
  void objectThatTheCallNamed_isNotMadeByIt_evenIfNobodyIsKnownToOwnIt() {
    assertThat(made(Messages.callTool("make", "{'id':9}"), saying("{'id':9}")))
        .isEqualTo(new Standing.Refused(Reason.OBJECT_GIVEN, "note:9"));
    assertThat(claimed).isEmpty();
  }

  @Test
  void objectThatTheCallNamed_amongNewOnes_refusesTheAnswer_andTheNewOnesAreNobodys() {
    CallTool copy = Messages.callTool("copy_all", "{'of':'notes://note/9'}");

    assertThat(made(copy, saying("{'notes':[{'id':10},{'id':9}]}")))
        .isEqualTo(new Standing.Refused(Reason.OBJECT_GIVEN, "note:9"));
    assertThat(claimed).isEmpty();
  }

  @Test
  void objectThatTheCallNamed_andThatIsTheCallers_isNoReasonToRefuse() {
    assertThat(made(Messages.callTool("make", "{'id':7}"), saying("{'id':[7,9]}")))
        .isEqualTo(new Standing.Owned("note:7, note:9"));
    assertThat(claimed).containsExactly("anna note:9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "make | {'id':9} | note:9",
        "make | {'id':'9'} | note:9",
        "make | {'id':[9,10,9]} | note:10, note:9",
        "make | {'id':7} | note:7",
        "copy_all | {'notes':[{'id':9},{'id':'10'}]} | note:10, note:9"
      })
  void objectThatACallMade_isTheCallers(String tool, String said, String objects) {
    assertThat(made(tool, said)).isEqualTo(new Standing.Owned(objects));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'id':null}",
        "{'id':{}}",
        "{'id':[]}",
        "{'id':'09'}",
        "{'id':9.0}",
        "{'id':'9 '}",
        "{'id':[9,'x']}",
        "{'note':{'id':9}}",
        "[9]",
        "9"
      })
  void answerThatDoesNotSayWhatWasMade_isRefused_andNothingIsAnybodys(String said) {
    assertThat(made("make", said))
        .isEqualTo(
            new Standing.Refused(Reason.OBJECT_UNNAMED, "no id of a `note` at `id` of its result"));
    assertThat(claimed).isEmpty();
  }

  @Test
  void answerWithoutStructuredContent_isRefused() {
    assertThat(made("make", new ToolResult(Jsons.object("{'content':[]}"))))
        .isInstanceOf(Standing.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"elsewhere", "read", "makes", "copy"})
  void toolOrServerThatIsNotNamed_givesNobodyAnything(String tool) {
    assertThat(made(tool, "{'id':9,'notes':[{'id':9}]}")).isEqualTo(new Standing.Nothing());
    assertThat(claimed).isEmpty();
  }

  @Test
  void answerThatNamesMoreObjectsThanACallMakes_isRefused_andNothingIsAnybodys() {
    String many =
        IntStream.range(100, 201).mapToObj(String::valueOf).collect(Collectors.joining(","));

    assertThat(made("make", "{'id':[" + many + "]}"))
        .isEqualTo(
            new Standing.Refused(Reason.OBJECT_UNNAMED, "it names 101 objects, more than 100"));
    assertThat(claimed).isEmpty();
  }

  @Test
  void storeThatIsDown_refusesTheAnswer() {
    Claims down =
        (_, _) -> {
          throw new IllegalStateException("down");
        };

    CallTool call = Messages.callTool("make", "{}");

    assertThat(creations(down).made(Exchanges.asking(call), call, saying("{'id':9}")))
        .isEqualTo(new Standing.Refused(Reason.OWNERSHIP_UNRECORDED, "note:9"));
  }
}

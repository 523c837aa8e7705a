package io.portreeve.controls.contextpoisoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySigningTest {
  private static final String ADA = "{'name':'Ada','entityType':'person','observations':['wrote']}";
  private static final String BOB = "{'name':'Bob','entityType':'person','observations':[]}";
  private static final String KNOWS = "{'from':'Ada','to':'Bob','relationType':'knows'}";
  private static final String GENUINE = graph(ADA + "," + BOB, KNOWS);

  private final KeptEntries kept = new KeptEntries();
  private final MemorySigning control = new MemorySigning(kept);

  @BeforeEach
  void write() {
    assertThat(call("create_entities", "{'entities':[" + ADA + "," + BOB + "]}", bare(ADA, BOB)))
        .isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));
    assertThat(call("create_relations", "{'relations':[" + KNOWS + "]}", bare(KNOWS)))
        .isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));
  }

  @Test
  void control_isTheOneOfItsMitigation() {
    assertThat(control.mitigates()).isEqualTo(Mitigation.MEMORY_SIGNING);
  }

  @Test
  void whatWasWrittenThroughUs_goesOnAsItIs() {
    assertThat(read(GENUINE)).isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "planted observation | ['wrote'] | ['wrote','obey']",
        "planted first | ['wrote'] | ['obey','wrote']",
        "no text at all | ['wrote'] | ['wrote',{'say':'obey'},['obey'],7]",
      })
  void observationThatNobodyWrote_isCut(String what, String was, String planted) {
    Verdict<ServerMessage> verdict = read(GENUINE.replace(was, planted));

    assertThat(shown(verdict)).as(what).isEqualTo(Jsons.object(GENUINE));
    assertThat(verdict.reason()).isEqualTo(Reason.MEMORY_QUARANTINED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'Eve','entityType':'person','observations':['wrote']}",
        "{'name':'Ada','entityType':'obey','observations':['wrote']}",
        "{'name':'ada','entityType':'person','observations':['wrote']}",
        "{'name':'Ada','entityType':7,'observations':[]}",
        "{'name':'Ada','entityType':'person'}",
        "{'name':'Ada','entityType':'person','observations':'obey'}",
        "'obey'",
        "['obey']",
      })
  void entityThatNobodyWrote_isCut(String planted) {
    assertThat(shown(read(graph(ADA + "," + BOB + "," + planted, KNOWS))))
        .isEqualTo(Jsons.object(GENUINE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'from':'Bob','to':'Ada','relationType':'knows'}",
        "{'from':'Ada','to':'Bob','relationType':'obeys'}",
        "{'from':'Ada','to':'Bob'}",
      })
  void relationThatNobodyWrote_isCut(String planted) {
    assertThat(shown(read(graph(ADA + "," + BOB, KNOWS + "," + planted))))
        .isEqualTo(Jsons.object(GENUINE));
  }

  private static final String EVE = "{'name':'Eve','entityType':'person','observations':[%s]}";

  @Test
  void entryThatAnOperatorDiscarded_isCutWithoutAnAlarm() {
    kept.discarded.add(MemoryEntry.entity("Eve", "person"));
    Verdict<ServerMessage> verdict = read(graph(ADA + "," + BOB + "," + EVE.formatted(""), KNOWS));

    assertThat(shown(verdict)).isEqualTo(Jsons.object(GENUINE));
    assertThat(verdict.reason()).isEqualTo(Reason.MEMORY_DISCARDED);
  }

  @Test
  void whateverElseIsCut_isAnAlarm_besideWhatWasDiscarded() {
    kept.discarded.add(MemoryEntry.entity("Eve", "person"));

    assertThat(read(graph(ADA + "," + BOB + "," + EVE.formatted("'obey'"), KNOWS)).reason())
        .isEqualTo(Reason.MEMORY_QUARANTINED);
    assertThat(read(graph(ADA + "," + EVE.formatted(""), KNOWS)).reason())
        .as("Bob is gone")
        .isEqualTo(Reason.MEMORY_INCOMPLETE);
  }

  @Test
  void entryThatWasDiscarded_andIsWrittenThroughUs_isGenuine() {
    kept.discarded.add(MemoryEntry.entity("Ada", "person"));

    assertThat(read(GENUINE)).isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));
  }

  @Test
  void observation_isGoodForItsOwnEntityOnly() {
    String moved = graph(ADA + "," + BOB.replace("[]", "['wrote']"), KNOWS);

    assertThat(shown(read(moved))).isEqualTo(Jsons.object(GENUINE));
  }

  @Test
  void memberThatNobodyKnows_isCut_andTheKindOfALineIsNot() {
    String lines = GENUINE.replace("{'name'", "{'type':'entity','name'");
    assertThat(read(lines).reason()).isEqualTo(Reason.MEMORY_VERIFIED);

    assertThat(shown(read(GENUINE.replace("{'name'", "{'type':'obey','name'"))))
        .isEqualTo(Jsons.object(GENUINE));
    assertThat(shown(read(GENUINE.replace("{'name'", "{'note':'obey','name'"))))
        .isEqualTo(Jsons.object(GENUINE));
    assertThat(shown(read(GENUINE.replace("{'entities'", "{'note':'obey','entities'"))))
        .isEqualTo(Jsons.object(GENUINE));
  }

  @Test
  void structuredContent_isSiftedLikeTheText() {
    JsonObject planted = Jsons.object(GENUINE.replace("['wrote']", "['wrote','obey']"));
    ToolResult said =
        new ToolResult(result(planted.toString()).json().with("structuredContent", planted));

    JsonObject told = rewritten(call("read_graph", "{}", said));

    assertThat(told.toString()).doesNotContain("obey");
    assertThat(told.object("structuredContent")).hasValue(Jsons.object(GENUINE));
  }

  @Test
  void whatIsDeletedThroughUs_andPutBack_isCut() {
    assertThat(
            call(
                "delete_observations",
                "{'deletions':[{'entityName':'Ada','observations':['wrote']}]}",
                result("Observations deleted successfully")))
        .isEqualTo(Verdict.pass(Reason.MEMORY_SIGNED));
    assertThat(shown(read(GENUINE))).isEqualTo(Jsons.object(GENUINE.replace("['wrote']", "[]")));

    var _ =
        call(
            "delete_relations",
            "{'relations':[" + KNOWS + "]}",
            result("Relations deleted successfully"));
    assertThat(shown(read(GENUINE)).array("relations")).hasValue(JsonArray.empty());
  }

  @Test
  void entityThatIsDeleted_takesAllWithIt_thatIsAboutIt() {
    assertThat(
            call(
                "delete_entities",
                "{'entityNames':['Ada']}",
                result("Entities deleted successfully")))
        .isEqualTo(Verdict.pass(Reason.MEMORY_SIGNED));

    assertThat(shown(read(GENUINE))).isEqualTo(Jsons.object(graph(BOB, "")));
  }

  @Test
  void whatIsGone_isTold_whereAllIsRead() {
    String cutShort = graph(BOB, "");

    assertThat(read(cutShort))
        .isEqualTo(Verdict.pass(Reason.MEMORY_INCOMPLETE, "3 of what was signed is gone"));
    assertThat(call("open_nodes", "{'names':['Bob']}", result(Jsons.object(cutShort).toString())))
        .isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));
    assertThat(changes(read(graph(BOB + ",'obey'", "")))).hasSize(2);
  }

  /** Otherwise a server, or its file, could have signed what nobody asked it to write. */
  @Test
  void onlyWhatTheCallSaid_andTheServerWrote_isSigned() {
    String more = "{'name':'Cyd','entityType':'person','observations':['reads']}";
    String lies = more.replace("['reads']", "['reads','obey']");

    assertThat(rewritten(call("create_entities", "{'entities':[" + more + "]}", bare(lies))))
        .asString()
        .doesNotContain("obey");
    assertThat(shown(read(graph(lies, "")))).isEqualTo(Jsons.object(graph(more, "")));

    String refused = more.replace("Cyd", "Dan");
    assertThat(call("create_entities", "{'entities':[" + refused + "]}", bare()))
        .isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));
    assertThat(shown(read(graph(refused, "")))).isEqualTo(Jsons.object(graph("", "")));
  }

  @Test
  void observationsThatAreAdded_areSigned_andThoseThatWereThereAreNot() {
    String added = "{'entityName':'Ada','addedObservations':['sings']}";

    assertThat(
            call(
                "add_observations",
                "{'observations':[{'entityName':'Ada','contents':['sings','obey']}]}",
                bare(added)))
        .isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));

    assertThat(shown(read(GENUINE.replace("['wrote']", "['wrote','sings','obey']"))))
        .isEqualTo(Jsons.object(GENUINE.replace("['wrote']", "['wrote','sings']")));
  }

  @Test
  void resource_isSiftedLikeAResult() {
    ClientMessage asked = Messages.request("resources/read", "'uri':'memory://knowledge-graph'");
    String planted = GENUINE.replace("['wrote']", "['wrote','obey']");

    JsonObject told = rewritten(judge(asked, resource(planted)));

    assertThat(told.toString()).contains("wrote").doesNotContain("obey");
    assertThat(judge(asked, resource(graph(BOB, ""))).reason()).isEqualTo(Reason.MEMORY_INCOMPLETE);
  }

  private static Result resource(String graph) {
    JsonObject content =
        JsonObject.empty()
            .with("uri", "memory://knowledge-graph")
            .with("text", Jsons.object(graph).toString());
    return new ResourceResult(JsonObject.of("contents", JsonArray.of(content)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "obey",
        "",
        "[]",
        "{\"entities\":[]}",
        "{\"entities\":{},\"relations\":[]}",
        "{\"entities\":[],\"relations\":[],\"relations\":[\"obey\"]}",
        "{\"entities\":[],\"relations\":[]} obey",
      })
  void answerThatIsNoGraph_isWithheld(String text) {
    assertThat(call("read_graph", "{}", result(text)).reason()).isEqualTo(Reason.MEMORY_UNREADABLE);
  }

  @Test
  void blockThatIsNoText_isWithheld() {
    ToolResult image =
        new ToolResult(Jsons.object("{'content':[{'type':'image','data':'b2JleQ=='}]}"));

    assertThat(call("read_graph", "{}", image).reason()).isEqualTo(Reason.MEMORY_UNREADABLE);
  }

  @Test
  void toolOfWhichNothingIsKnown_isWithheld() {
    assertThat(call("summarize", "{}", result(GENUINE)).reason())
        .isEqualTo(Reason.MEMORY_UNREADABLE);
  }

  /** A parser's error quotes what it could not read. */
  @Test
  void errors_areWithheld_butForThoseThatQuoteTheCallAlone() {
    String call = "{'observations':[{'entityName':'Eve','contents':['x']}]}";
    assertThat(call("add_observations", call, error("Entity with name Eve not found")))
        .isEqualTo(Verdict.pass(Reason.MEMORY_VERIFIED));

    assertThat(call("add_observations", call, error("Entity with name Obey not found")).reason())
        .isEqualTo(Reason.MEMORY_UNREADABLE);
    assertThat(call("read_graph", "{}", error("Unexpected token 'o', \"obey\"")).reason())
        .isEqualTo(Reason.MEMORY_UNREADABLE);
    assertThat(
            judge(
                    Messages.request("resources/read", "'uri':'memory://knowledge-graph'"),
                    new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "\"obey\" is not JSON")))
                .reason())
        .isEqualTo(Reason.MEMORY_UNREADABLE);
  }

  /** Whoever can have a deletion fail late must not be able to put back what it deleted. */
  @Test
  void whatADeletionNamed_isNoLongerSigned_whateverTheServerAnswers() {
    String deletion = "{'deletions':[{'entityName':'Ada','observations':['wrote']}]}";
    assertThat(call("delete_observations", deletion, error("no space left")).reason())
        .isEqualTo(Reason.MEMORY_UNSIGNED);
    assertThat(shown(read(GENUINE))).isEqualTo(Jsons.object(GENUINE.replace("['wrote']", "[]")));

    Verdict<ServerMessage> failed =
        judge(
            Messages.request(
                "tools/call", "'name':'delete_entities','arguments':{'entityNames':['Ada']}"),
            new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "obey")));
    assertThat(failed.reason()).isEqualTo(Reason.MEMORY_UNSIGNED);
    assertThat(shown(read(GENUINE))).isEqualTo(Jsons.object(graph(BOB, "")));
  }

  @Test
  void changeThatCannotBeNoted_isToldAsOneThatWasMade() {
    assertThat(call("create_entities", "{'entities':[" + ADA + "]}", result("done")).reason())
        .isEqualTo(Reason.MEMORY_UNSIGNED);
    assertThat(call("delete_entities", "{'entityNames':['Ada']}", result("deleted: obey")).reason())
        .isEqualTo(Reason.MEMORY_UNSIGNED);

    kept.broken = true;
    assertThat(call("create_entities", "{'entities':[" + ADA + "]}", bare(ADA)).reason())
        .isEqualTo(Reason.MEMORY_UNSIGNED);
    assertThat(
            call(
                    "delete_entities",
                    "{'entityNames':['Ada']}",
                    result("Entities deleted successfully"))
                .reason())
        .isEqualTo(Reason.MEMORY_UNSIGNED);
    assertThatThrownBy(() -> read(GENUINE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void memoryWhoseSignaturesWereChangedPastUs_isNotRead() {
    assertThat(read(GENUINE).reason()).isEqualTo(Reason.MEMORY_VERIFIED);

    kept.whole = false;

    assertThat(read(GENUINE).reason()).isEqualTo(Reason.MEMORY_UNREADABLE);
  }

  @Test
  void serverThatIsNoMemory_isNotConcerned() {
    kept.memory = false;

    assertThat(
            control.onResponse(
                Exchanges.asking(Messages.callTool("read_graph", "{}")), result("anything")))
        .isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(control);
    ControlContract.verify(new MemorySigning(new KeptEntries()));
    kept.memory = false;
    ControlContract.verify(control);
  }

  private static String graph(String entities, String relations) {
    return "{'entities':[" + entities + "],'relations':[" + relations + "]}";
  }

  private static ToolResult bare(String... elements) {
    return result(Jsons.json("[" + String.join(",", elements) + "]").toString());
  }

  private static ToolResult error(String text) {
    return new ToolResult(result(text).json().with("isError", true));
  }

  private static ToolResult result(String text) {
    JsonObject block = JsonObject.empty().with("type", "text").with("text", text);
    return new ToolResult(JsonObject.of("content", JsonArray.of(block)));
  }

  private Verdict<ServerMessage> read(String graph) {
    return call("read_graph", "{}", result(Jsons.object(graph).toString()));
  }

  private Verdict<ServerMessage> call(String tool, String arguments, ToolResult said) {
    return judge(Messages.callTool(tool, arguments), said);
  }

  private Verdict<ServerMessage> judge(ClientMessage asked, ServerMessage said) {
    Exchange exchange = Exchanges.asking(asked);
    return control.onResponse(exchange, said);
  }

  private static JsonObject rewritten(Verdict<ServerMessage> verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    return ((Result) ((Verdict.Rewrite<ServerMessage>) verdict).message()).json();
  }

  private static List<Change> changes(Verdict<ServerMessage> verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    return ((Verdict.Rewrite<ServerMessage>) verdict).changes();
  }

  /** The graph that goes on. */
  private static JsonObject shown(Verdict<ServerMessage> verdict) {
    JsonArray content = rewritten(verdict).array("content").orElseThrow();
    return Jsons.object(((JsonObject) content.get(0)).string("text").orElseThrow());
  }
}

package io.portreeve.gateway.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.ArgumentRole;
import io.portreeve.controls.contextpoisoning.Sink;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredLabelsTest {
  private static final JsonObject SCHEMA =
      Jsons.object("{'properties':{'to':{},'body':{},'thread_id':{}}}");
  private static final Configuration CONFIGURATION =
      Configurations.of(
          """
          data: d
          servers:
            files:
              url: https://files.example/mcp
              tools: {get_rid_of: {consequential: true}}
            other: {url: "https://other.example/mcp"}
            staff: {url: "https://staff.example/mcp"}
          information-flow:
            policy: arguments
            servers:
              staff: {results: trusted, tools: {read_mail: {results: untrusted, private: true}}}
              files:
                trusted-resources: ["file:///srv/people/*"]
                tools:
                  find_contact: {results: trusted}
                  read_salary: {private: true}
                  send: {decide: [to], identify: [thread_id], outside: true}
                  tidy_up: {effects: false}
                  get_started: {reversible: true}
          """);

  private final ConfiguredLabels labels =
      new ConfiguredLabels(CONFIGURATION, (_, _, reading) -> reading.apply(SCHEMA));

  private Optional<Sink> sink(String tool) {
    return labels.sink(Exchanges.asking(Messages.callTool(tool, "{}")), new ToolName(tool));
  }

  private Label label(ClientMessage asked, ServerMessage said) {
    return labels.of(Exchanges.asking(asked), said);
  }

  private static ToolResult result() {
    return new ToolResult(Jsons.object("{'resultType':'complete','content':[]}"));
  }

  private static ResourceResult resource(String uri) {
    return new ResourceResult(
        Jsons.object("{'resultType':'complete','contents':[{'uri':'" + uri + "'}]}"));
  }

  @ParameterizedTest
  @CsvSource({
    "read_notes, false, by its name",
    "put_note, true, by its name",
    "tidy_up, false, since the operator says so",
    "get_rid_of, true, since the operator calls it consequential",
    "get_started, true, since the operator says what its effects are",
    "send, true, since the operator says what decides in it"
  })
  void tool_hasEffects_byTheOperatorsWord_orElseByItsName(
      String tool, boolean effects, String why) {
    assertThat(sink(tool).isPresent()).as(why).isEqualTo(effects);
  }

  @Test
  void namedArguments_decide_andTheOthersAreCarried() {
    Sink send = sink("send").orElseThrow();

    assertThat(send.roles())
        .containsOnly(
            Map.entry("to", ArgumentRole.AUTHORITY),
            Map.entry("thread_id", ArgumentRole.IDENTIFIER));
    assertThat(send.rest()).isEqualTo(ArgumentRole.CONTENT);
    assertThat(send.clearance()).isEqualTo(Confidentiality.PUBLIC);
    assertThat(sink("put_note").orElseThrow().rest()).isEqualTo(ArgumentRole.AUTHORITY);
    assertThat(sink("put_note").orElseThrow().roles())
        .containsEntry("body", ArgumentRole.CONTENT)
        .containsEntry("to", ArgumentRole.AUTHORITY);
  }

  @Test
  void resultsOfANamedTool_areTrusted_andNothingElseThatItsServerSays() {
    CallTool find = Messages.callTool("find_contact", "{}");

    assertThat(label(find, result()).tainted()).isFalse();
    assertThat(label(find, new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "x"))).tainted())
        .isTrue();
    assertThat(label(find, ToolResult.error("x")).tainted()).isTrue();
    assertThat(label(Messages.callTool("read_notes", "{}"), result()).tainted()).isTrue();
    assertThat(label(find, result()).origins()).containsExactly("files");
  }

  @Test
  void privateTool_makesItsResultsPrivate() {
    assertThat(label(Messages.callTool("read_salary", "{}"), result()).confidentiality())
        .isEqualTo(Confidentiality.PRIVATE);
    assertThat(label(Messages.callTool("read_notes", "{}"), result()).confidentiality())
        .isEqualTo(Confidentiality.PUBLIC);
  }

  /** Whatever it is asked for, a server answers with what it likes. */
  @ParameterizedTest
  @CsvSource({
    "file:///srv/people/anna, file:///srv/people/anna, false",
    "file:///srv/people/anna, file:///srv/inbox/1, true",
    "file:///srv/inbox/1, file:///srv/people/anna, true",
    "file:///srv/people, file:///srv/people, true"
  })
  void resource_isTrusted_ifBothItsAddressesAre(String asked, String told, boolean tainted) {
    ClientMessage read = Messages.request("resources/read", "'uri':'" + asked + "'");

    assertThat(label(read, resource(told)).tainted()).isEqualTo(tainted);
  }

  /** A mail that makes its reader fail speaks through the error. */
  @Test
  void whatIsSaidOfATool_isSaidOfItsErrorsToo() {
    Exchange mail = at("staff", "read_mail");
    Failure failure = new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "x"));

    assertThat(labels.of(at("staff", "other"), failure).tainted()).isFalse();
    assertThat(labels.of(mail, failure).tainted()).isTrue();
    assertThat(labels.of(mail, failure).confidentiality()).isEqualTo(Confidentiality.PRIVATE);
  }

  @Test
  void serverThatIsNotNamed_isUntrusted() {
    assertThat(labels.of(at("other", "find_contact"), result()))
        .isEqualTo(Label.untrusted("other"));
  }

  private static Exchange at(String server, String tool) {
    Exchange here = Exchanges.asking(Messages.callTool(tool, "{}"));
    return new Exchange(
        here.id(),
        here.at(),
        here.peer(),
        here.principal(),
        here.revision(),
        new ServerId(server),
        here.asked());
  }
}

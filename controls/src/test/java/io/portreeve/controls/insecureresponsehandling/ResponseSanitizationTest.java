package io.portreeve.controls.insecureresponsehandling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.controls.text.HostileTexts;
import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Sink;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseSanitizationTest {
  private static final String HIDDEN = "\\u200B\\uDB40\\uDC41";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tools/call     | /content/0/text             | 'content':[{'type':'text','text':'a@b'}]
          tools/call     | /content/0/title            | 'content':[{'type':'resource_link','name':'n','title':'a@b','uri':'https://a.b'}]
          tools/call     | /content/0/resource/text    | 'content':[{'type':'resource','resource':{'uri':'file:///a','text':'a@b'}}]
          tools/call     | /content/0/annotations/x    | 'content':[{'type':'text','text':'ok','annotations':{'x':'a@b'}}]
          tools/call     | /content/0/data             | 'content':[{'type':'text','text':'ok','data':'a@b'}]
          tools/call     | /structuredContent/s/0      | 'content':[],'structuredContent':{'s':['a@b']}
          tools/call     | /_meta/note                 | 'content':[],'_meta':{'note':'a@b'}
          tools/call     | /unknown/deep/0             | 'content':[],'unknown':{'deep':['a@b']}
          tools/list     | /tools/0/description        | 'ttlMs':0,'cacheScope':'private','tools':[{'name':'t','description':'a@b','inputSchema':{'type':'object'}}]
          tools/list     | /tools/0/title              | 'ttlMs':0,'cacheScope':'private','tools':[{'name':'t','title':'a@b','inputSchema':{'type':'object'}}]
          tools/list     | /tools/0/annotations/title  | 'ttlMs':0,'cacheScope':'private','tools':[{'name':'t','annotations':{'title':'a@b'},'inputSchema':{'type':'object'}}]
          tools/list     | /tools/0/inputSchema/properties/p/description | 'ttlMs':0,'cacheScope':'private','tools':[{'name':'t','inputSchema':{'type':'object','properties':{'p':{'description':'a@b'}}}}]
          prompts/list   | /prompts/0/arguments/0/description | 'ttlMs':0,'cacheScope':'private','prompts':[{'name':'p','arguments':[{'name':'x','description':'a@b'}]}]
          resources/list | /resources/0/name           | 'ttlMs':0,'cacheScope':'private','resources':[{'name':'a@b','uri':'file:///a'}]
          resources/templates/list | /resourceTemplates/0/description | 'ttlMs':0,'cacheScope':'private','resourceTemplates':[{'name':'n','uriTemplate':'file:///{p}','description':'a@b'}]
          server/discover | /instructions              | 'supportedVersions':['2026-07-28'],'capabilities':{},'instructions':'a@b'
          server/discover | /serverInfo/title          | 'supportedVersions':['2026-07-28'],'capabilities':{},'serverInfo':{'title':'a@b'}
          """)
  void hiddenTextInAnyPlaceOfAResult_isTakenOutAndRecorded(
      String method, String pointer, String members) {
    Request asked = asked(method);
    Result result = result(asked, members.replace("a@b", "a" + HIDDEN + "b"));
    Verdict<ServerMessage> verdict =
        control(Sink.MODEL).onResponse(Exchanges.asking(asked), result);
    assertThat(rewrite(verdict).reason()).isEqualTo(Reason.RESPONSE_SANITIZED);
    assertThat(rewrite(verdict).changes())
        .containsExactlyInAnyOrder(
            new Change(pointer, "zero-width", 1), new Change(pointer, "tag", 1));
    assertThat(((Result) rewrite(verdict).message()).json())
        .isEqualTo(result(asked, members.replace("a@b", "ab")).json());
  }

  private static Request asked(String method) {
    return Messages.ofClient().stream()
        .filter(Request.class::isInstance)
        .map(Request.class::cast)
        .filter(request -> request.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static Result result(Request asked, String members) {
    return Result.of(asked, Jsons.object("{'resultType':'complete'," + members + "}"));
  }

  private static Verdict.Rewrite<ServerMessage> rewrite(Verdict<ServerMessage> verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    return (Verdict.Rewrite<ServerMessage>) verdict;
  }

  private static ResponseSanitization control(Sink... sinks) {
    return new ResponseSanitization(_ -> Set.of(sinks), new Schemas(new ToolSchemas.Check.Valid()));
  }

  @Test
  void errorsTextAndData_areCleaned() {
    McpError error =
        new McpError(
            ErrorCode.INTERNAL_ERROR,
            "no\u001B[2J",
            java.util.Optional.of(Jsons.json("{'d':'x\\u0007'}")));
    Verdict<ServerMessage> verdict =
        control(Sink.TERMINAL).onResponse(exchange(), new Failure(error));
    McpError clean = ((Failure) rewrite(verdict).message()).error();
    assertThat(clean.message()).isEqualTo("no␛[2J");
    assertThat(clean.data()).contains(Jsons.json("{'d':'x␇'}"));
    assertThat(rewrite(verdict).changes())
        .containsExactly(
            new Change("/message", "terminal-sequence", 1), new Change("/data/d", "control", 1));
  }

  @Test
  void errorOfAToolWhoseResultsGoToAShell_isToldAsItIs_butNotToAPage() {
    Failure failure =
        new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "no <b>such</b> file; sorry"));
    assertThat(control(Sink.SHELL).onResponse(exchange(), failure))
        .isEqualTo(Verdict.pass(Reason.RESPONSE_CLEAN));
    assertThat(rewrite(control(Sink.HTML).onResponse(exchange(), failure)).message())
        .isEqualTo(
            new Failure(
                new McpError(ErrorCode.INTERNAL_ERROR, "no &lt;b>such&lt;/b> file; sorry")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          notifications/progress | 'progressToken':7,'progress':1,'message':'a@b'
          notifications/message  | 'level':'info','data':{'deep':['a@b']}
          notifications/message  | 'level':'info','logger':'a@b','data':1
          """)
  void notification_isCleaned(String method, String members) {
    Notification note = Messages.note(method, members.replace("@", HIDDEN));
    Verdict<ServerMessage> verdict = control(Sink.MODEL).onResponse(exchange(), note);
    assertThat(rewrite(verdict).message())
        .isEqualTo(Messages.note(method, members.replace("@", "")));
  }

  @Test
  void requestForInput_isCleanedButForItsState() {
    JsonObject asks =
        Jsons.object(
            "{'resultType':'input_required','requestState':'=opaque','inputRequests':{'k':{'method':"
                + "'elicitation/create','params':{'message':'Which"
                + HIDDEN
                + "?','requestedSchema':{'type':'object','properties':{'a':{'type':'string',"
                + "'title':'T"
                + HIDDEN
                + "'}}}}}}}");
    Result result = Result.of(Messages.callTool("read", "{}"), asks);
    Verdict<ServerMessage> verdict = control(Sink.MODEL, Sink.CSV).onResponse(exchange(), result);
    assertThat(((Result) rewrite(verdict).message()).json().toString())
        .contains("\"=opaque\"", "\"Which?\"", "\"title\":\"T\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tools/list     | 'ttlMs':0,'cacheScope':'private','tools':[{'name':'t@','inputSchema':{'type':'object'}}]
          prompts/list   | 'ttlMs':0,'cacheScope':'private','prompts':[{'name':'p@'}]
          prompts/list   | 'ttlMs':0,'cacheScope':'private','prompts':[{'name':'p','arguments':[{'name':'x@'}]}]
          resources/list | 'ttlMs':0,'cacheScope':'private','resources':[{'name':'a','uri':'file:///a@'}]
          tools/list     | 'ttlMs':0,'cacheScope':'private','tools':[],'nextCursor':'c@'
          tools/call     | 'content':[{'type':'resource_link','name':'n','uri':'https://a.b/@'}]
          tools/call     | 'content':[],'unknown@':1
          """)
  void keyThatWouldHaveToChange_refusesTheMessage(String method, String members) {
    Request asked = asked(method);
    Result result = result(asked, members.replace("@", HIDDEN));
    Verdict<ServerMessage> verdict =
        control(Sink.MODEL).onResponse(Exchanges.asking(asked), result);
    assertThat(verdict).isInstanceOf(Verdict.Deny.class);
    assertThat(verdict.reason()).isEqualTo(Reason.RESPONSE_DANGEROUS);
  }

  @Test
  void addressThatIsMarkup_isRefusedForAPageOnly() {
    Result result =
        result(
            Messages.callTool("read", "{}"),
            "'content':[{'type':'resource_link','name':'n','uri':'https://a.b/<img src=x>'}]");
    assertThat(control(Sink.HTML).onResponse(exchange(), result)).isInstanceOf(Verdict.Deny.class);
    assertThat(control(Sink.MODEL).onResponse(exchange(), result)).isInstanceOf(Verdict.Pass.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          TERMINAL  | x\\u001b[2J                 | x␛[2J
          HTML      | <img src=x onerror=alert(1)> | &lt;img src=x onerror&#61;alert(1)>
          MARKDOWN  | ![x](https://e.vil/?q=1)     | \\\\![x](https://e.vil/?q=1)
          CSV       | =cmd()                       | ’=cmd()
          SHELL     | a; id                        | ’a; id’
          FILE_NAME | ../x                         | .._x
          URI       | javascript:alert(1)          | unsafe:javascript:alert(1)
          FILE      | a\\u200bb                    | ab
          """)
  void text_isEncodedForItsSink(Sink sink, String raw, String expected) {
    Result result =
        result(Messages.callTool("read", "{}"), "'content':[{'type':'text','text':'" + raw + "'}]");
    ToolResult clean = (ToolResult) rewrite(control(sink).onResponse(exchange(), result)).message();
    assertThat(clean.content().getFirst().string("text"))
        .contains(expected.replace('’', '\'').replace("\\\\", "\\"));
  }

  @Test
  void structuredContentThatNoLongerFits_isRefused() {
    Result result =
        result(
            Messages.callTool("read", "{}"),
            "'content':[],'structuredContent':{'code':'A" + HIDDEN + "'}");
    for (ToolSchemas.Check check :
        List.of(
            new ToolSchemas.Check.Invalid(List.of("/code: enum")),
            new ToolSchemas.Check.UnknownTool(),
            new ToolSchemas.Check.Unusable("loops"))) {
      Verdict<ServerMessage> verdict =
          new ResponseSanitization(_ -> Set.of(Sink.MODEL), new Schemas(check))
              .onResponse(exchange(), result);
      assertThat(verdict.reason()).isEqualTo(Reason.RESPONSE_DANGEROUS);
    }
  }

  @Test
  void namesInStructuredContentThatBecomeOne_refuseTheMessage() {
    Result result =
        result(
            Messages.callTool("read", "{}"),
            "'content':[],'structuredContent':{'a':1,'a" + HIDDEN + "':2}");
    assertThat(control(Sink.MODEL).onResponse(exchange(), result).reason())
        .isEqualTo(Reason.RESPONSE_DANGEROUS);
  }

  @Test
  void picture_isLeftAloneWhateverTheSink() {
    Result result =
        result(
            Messages.callTool("read", "{}"),
            "'content':[{'type':'image','mimeType':'image/png','data':'+w=='}]");
    assertThat(
            control(Sink.MODEL, Sink.TERMINAL, Sink.HTML, Sink.MARKDOWN)
                .onResponse(exchange(), result))
        .isEqualTo(Verdict.pass(Reason.RESPONSE_CLEAN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:text/html;base64,PHN2Zz4=",
        "file:///etc/passwd",
        "http://tracker.example/a.png",
        "https://a.example@b.example/a.png",
        "icon.png"
      })
  void iconThatIsNotSafeToShow_isLeftOut(String source) {
    String tool = "'tools':[{'name':'t','inputSchema':{},'icons':[%s]}]";
    String good = "{'src':'https://a.example/i.png'},{'src':'data:image/png;base64,AAAA'}";
    Request list = asked("tools/list");
    Result shown = result(list, tool.formatted(good + ",{'src':'" + source + "'},'x'"));

    Verdict.Rewrite<ServerMessage> verdict =
        rewrite(control(Sink.MODEL).onResponse(Exchanges.asking(list), shown));

    assertThat(((Result) verdict.message()).json())
        .isEqualTo(result(list, tool.formatted(good)).json());
    assertThat(verdict.changes()).containsExactly(new Change("/tools/0/icons", "unsafe-icon", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputSchema", "outputSchema"})
  void wordsOfASchema_areTextForThePageThatShowsThem(String schema) {
    String words =
        "{'type':'object','properties':{'a':{'title':'<b>','description':"
            + "'![](https://e.example/?q)','pattern':'<b>'}}}";
    String other = schema.equals("inputSchema") ? "" : "'inputSchema':{},";
    Request list = asked("tools/list");
    Result shown =
        result(list, "'tools':[{'name':'t'," + other + "'" + schema + "':" + words + "}]");

    Verdict<ServerMessage> html =
        control(Sink.HTML, Sink.MARKDOWN).onResponse(Exchanges.asking(list), shown);

    assertThat(((Result) rewrite(html).message()).json().toString())
        .contains("\"title\":\"&lt;b>\"", "\\\\![](https", "\"pattern\":\"<b>\"");
  }

  @Test
  void addressOfALink_isEncodedForASinkWithAGrammar() {
    Result linked =
        result(
            Messages.callTool("read", "{}"),
            "'content':[{'type':'resource_link','name':'n','uri':'https://a.b/;id'}]");

    assertThat(clean(linked, Sink.SHELL)).contains("\"uri\":\"'https://a.b/;id'\"");
    assertThat(control(Sink.MODEL).onResponse(exchange(), linked)).isInstanceOf(Verdict.Pass.class);
  }

  private static String clean(Result result, Sink sink) {
    ServerMessage clean = rewrite(control(sink).onResponse(exchange(), result)).message();
    return ((Result) clean).json().toString();
  }

  @Test
  void wordsOfAForm_areTextForThePageThatShowsThem() {
    InputRequired asks =
        new InputRequired(
            Jsons.object(
                "{'resultType':'input_required','requestState':'s','inputRequests':{'k':"
                    + "{'method':'elicitation/create','params':{'mode':'form','message':'m',"
                    + "'requestedSchema':{'type':'object','properties':{'a':{'type':'string',"
                    + "'description':'<img src=x onerror=a()>'}}}}}}}"));

    ServerMessage clean = rewrite(control(Sink.HTML).onResponse(exchange(), asks)).message();

    assertThat(((InputRequired) clean).json().toString())
        .contains("&lt;img src=x onerror&#61;a()>");
  }

  @Test
  void noSink_isNotConcerned() {
    Result result = result(Messages.callTool("read", "{}"), "'content':[]");
    assertThat(control().onResponse(exchange(), result))
        .isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void contract_isKeptForEverySink(Sink sink) {
    ControlContract.verify(control(sink));
  }

  @Test
  void whatWasRewritten_passesUnchanged_forAnySinks() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(99);
    List<Sink> all = List.copyOf(EnumSet.allOf(Sink.class));
    for (int i = 0; i < 6_000; i++) {
      EnumSet<Sink> sinks = EnumSet.of(all.get(i % all.size()));
      sinks.add(all.get(random.nextInt(all.size())));
      if (!compatible(sinks)) {
        continue;
      }
      ResponseSanitization control =
          new ResponseSanitization(_ -> sinks, new Schemas(new ToolSchemas.Check.NoSchema()));
      Verdict<ServerMessage> first = control.onResponse(exchange(), hostile(random));
      if (first instanceof Verdict.Rewrite<ServerMessage> changed) {
        assertThat(control.onResponse(exchange(), changed.message()))
            .describedAs(() -> sinks + " " + changed.message())
            .isEqualTo(Verdict.pass(Reason.RESPONSE_CLEAN));
      }
    }
  }

  private static boolean compatible(EnumSet<Sink> sinks) {
    EnumSet<Sink> acting = EnumSet.copyOf(sinks);
    acting.removeAll(EnumSet.of(Sink.MODEL, Sink.TERMINAL, Sink.FILE));
    return acting.size() < 2 || EnumSet.of(Sink.HTML, Sink.MARKDOWN).containsAll(acting);
  }

  @Test
  void twoGrammarsForOneText_areNoChoice() {
    Result result = result(Messages.callTool("read", "{}"), "'content':[]");
    assertThatThrownBy(() -> control(Sink.SHELL, Sink.SQL).onResponse(exchange(), result))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ToolResult hostile(RandomGenerator random) {
    JsonObject block =
        JsonObject.of("type", JsonString.of("text")).with("text", wellFormed(random));
    Json structured = JsonObject.of("s", JsonString.of(wellFormed(random)));
    return new ToolResult(
        JsonObject.of("resultType", JsonString.of("complete"))
            .with("content", JsonArray.of(List.of(block)))
            .with("structuredContent", structured));
  }

  /** A message holds no lone surrogate: the reader refuses it. */
  private static String wellFormed(RandomGenerator random) {
    return HostileTexts.next(random).replaceAll("\\p{Cs}", "");
  }

  private static Exchange exchange() {
    return Exchanges.asking(Messages.callTool("read", "{}"));
  }

  /** Schemas that answer alike for every tool. */
  private record Schemas(Check answer) implements ToolSchemas {
    @Override
    public Check input(Exchange exchange, ToolName tool, JsonObject arguments) {
      return answer;
    }

    @Override
    public Check output(Exchange exchange, ToolName tool, Json structuredContent) {
      return answer;
    }

    @Override
    public boolean promisesOutput(Exchange exchange, ToolName tool) {
      return false;
    }
  }
}

package io.portreeve.controls.insecureresponsehandling;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakeSchemas;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseValidationTest {
  private static final Request CALL = Messages.callTool("read", "{}");
  private static final ResponseLimits SMALL = new ResponseLimits(8, 6, 2, 2, Set.of());

  private final ResponseValidation control =
      new ResponseValidation(FakeSchemas.lenient(), ResponseLimits.defaults(), (_, _) -> true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'html','text':'<script>'}",
        "{'type':'text'}",
        "{'type':'text','text':{'a':1}}",
        "{'type':'image','data':'AAAA'}",
        "{'type':'image','mimeType':'image/png'}",
        "{'type':'image','data':'A','mimeType':'image/png'}",
        "{'type':'image','data':'<svg>','mimeType':'image/svg+xml'}",
        "{'type':'image','data':'AAAA','mimeType':''}",
        "{'type':'image','data':'AAAA','mimeType':7}",
        "{'type':'image','data':'AAAA','mimeType':'a\\nb'}",
        "{'type':'audio','data':'AAAA','mimeType':'audio/\u0436'}",
        "{'type':'resource_link','uri':'https://a.example'}",
        "{'type':'resource_link','name':'a'}",
        "{'type':'resource_link','name':'a','uri':'https://a.example','mimeType':1}",
        "{'type':'resource'}",
        "{'type':'resource','resource':{'uri':'file:///a'}}",
        "{'type':'resource','resource':{'uri':'file:///a','text':'t','blob':'AAAA'}}",
        "{'type':'resource','resource':{'text':'t'}}",
        "{'type':'image','mimeType':'image/svg+xml','data':''}",
        "{'type':'image','mimeType':'IMAGE/SVG+XML; x=y','data':''}",
        "{'type':'image','mimeType':'text/html','data':''}",
        "{'type':'image','mimeType':'audio/wav','data':''}",
        "{'type':'audio','mimeType':'text/html','data':''}"
      })
  void contentThatIsNotOfTheProtocol_isWithheld(String block) {
    assertThat(judge(CALL, content(block)).reason()).isEqualTo(Reason.RESPONSE_INVALID);
    assertThat(judge(CALL, content(block))).isInstanceOf(Verdict.Deny.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "view-source:https://a",
        "jar:https://a!/b",
        "no-scheme",
        "//evil.example",
        "/etc/passwd",
        "1https://a",
        "java\\tscript:alert(1)",
        "feed:javascript:alert(1)",
        "view:data:text/html,x",
        "foo://javascript:alert(1)",
        "foo://JavaScript:alert(1)",
        "foo://java%73cript:alert(1)",
        "foo://javascript:1/alert(1)",
        "foo://data:text/html,x",
        "vscode://extension/install",
        "cursor://anysphere.cursor-deeplink/mcp/install",
        "ms-appinstaller:?source=https://a",
        "ms-word:ofe|u|https://a",
        "search:query=x",
        "file://evil.example/share",
        "file:////evil.example/share",
        "file:\\\\\\\\evil.example\\\\share",
        "file:%2f%2fevil.example/share",
        "file:%252f%252fevil.example/share",
        "file:/%2fevil.example/share",
        "file:/%5cevil.example/share",
        "file:%5c%5cevil.example%5cshare",
        "file:///%2fevil.example/share",
        "file:///%5c%5cevil.example%5cshare",
        "file:///.//evil.example/share",
        "file:///x/..//evil.example/share",
        "file:/.//evil.example/share",
        "file:///x/%2e%2e/%2fevil.example/share",
        "file:\uFF0F\uFF0Fevil.example/share",
        "file:///\uFF3C\uFF3Cevil.example/share",
        "file:\\t//evil.example/share",
        "file:/\\t/evil.example/share",
        "file: //evil.example/share",
        "file://localhost//evil.example/share",
        "file://%6cocalhost/share",
        ":x",
        ""
      })
  void linkOfASchemeThatRunsSomething_isWithheld(String uri) {
    String link = "{'type':'resource_link','name':'a','uri':'" + uri + "'}";
    String embedded = "{'type':'resource','resource':{'text':'t','uri':'" + uri + "'}}";
    String listed = "'resources':[{'name':'a','uri':'" + uri + "'}]";
    String template = "'resourceTemplates':[{'name':'a','uriTemplate':'" + uri + "'}]";

    assertThat(judge(CALL, content(link)).reason()).isEqualTo(Reason.URI_SCHEME_REFUSED);
    assertThat(judge(CALL, content(embedded)).reason()).isEqualTo(Reason.URI_SCHEME_REFUSED);
    assertThat(judged("resources/list", listed).reason()).isEqualTo(Reason.URI_SCHEME_REFUSED);
    assertThat(judged("resources/templates/list", template).reason())
        .isEqualTo(Reason.URI_SCHEME_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///a",
        "file:///",
        "file:/a/b",
        "file://localhost/a",
        "file:///C:/notes/a%20b.txt",
        "file:///C%3A%5CUsers%5Ca",
        "file:///srv//a",
        "file:///srv/./a",
        "file:///100%25.txt"
      })
  void linkToAFileOfThisMachine_goesOn(String uri) {
    String link = "{'type':'resource_link','name':'a','uri':'" + uri + "'}";

    assertThat(judge(CALL, content(link))).isEqualTo(Verdict.pass(Reason.RESPONSE_VALID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"db://data:5432/x", "redis://cache:6379", "foo://file/a", "x://resource"})
  void hostThatIsCalledLikeAScheme_isAHost(String uri) {
    String link = "{'type':'resource_link','name':'a','uri':'" + uri + "'}";

    assertThat(judge(CALL, content(link))).isEqualTo(Verdict.pass(Reason.RESPONSE_VALID));
  }

  @Test
  void namedSchemes_areTheOnlyOnes() {
    ResponseValidation strict =
        new ResponseValidation(
            FakeSchemas.lenient(),
            new ResponseLimits(99, 99, 9, 9, Set.of("https")),
            (_, _) -> true);
    ServerMessage https = content("{'type':'resource_link','name':'a','uri':'HTTPS://a'}");
    ServerMessage file = content("{'type':'resource_link','name':'a','uri':'file:///a'}");

    assertThat(strict.onResponse(Exchanges.asking(CALL), https))
        .isEqualTo(Verdict.pass(Reason.RESPONSE_VALID));
    assertThat(strict.onResponse(Exchanges.asking(CALL), file).reason())
        .isEqualTo(Reason.URI_SCHEME_REFUSED);
  }

  static Stream<Arguments> tooMuch() {
    String text = "{'type':'text','text':'%s'}";
    return Stream.of(
        Arguments.of(CALL, content(text.formatted("123456789"))),
        Arguments.of(CALL, content(text.formatted("\u20ac\u20ac\u20ac"))),
        Arguments.of(CALL, content(text.formatted("\ud83d\ude00\ud83d\ude00a"))),
        Arguments.of(
            CALL, content("{'type':'image','data':'AAAAAAAAAAAA','mimeType':'image/png'}")),
        Arguments.of(CALL, content("{'type':'text','text':''},".repeat(2) + text)),
        Arguments.of(CALL, new Failure(new McpError(1, "123456789"))),
        Arguments.of(
            Messages.request("server/discover", ""),
            result(
                "server/discover",
                "'supportedVersions':[],'capabilities':{},'instructions':'123456789'")),
        Arguments.of(
            Messages.request("prompts/list", ""),
            result("prompts/list", "'prompts':[{'name':'a'},{'name':'b'},{'name':'c'}]")),
        Arguments.of(
            CALL, result("tools/call", "'content':[],'structuredContent':{'a':['123456789']}")),
        Arguments.of(
            CALL,
            result(
                "tools/call", "'content':[],'structuredContent':{'content':{'data':'123456789'}}")),
        Arguments.of(
            CALL,
            result("tools/call", "'content':[],'structuredContent':{'" + "x".repeat(129) + "':1}")),
        Arguments.of(
            Messages.request("tools/list", ""),
            result(
                "tools/list", "'tools':[{'name':'a','inputSchema':{},'description':'123456789'}]")),
        Arguments.of(
            CALL, new Failure(new McpError(1, "", Optional.of(Jsons.json("{'a':'123456789'}"))))),
        Arguments.of(
            CALL, Messages.note("notifications/message", "'level':'error','data':'123456789'")));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void answerBeyondALimit_isWithheld(Request asked, ServerMessage answer) {
    assertThat(
            new ResponseValidation(FakeSchemas.lenient(), SMALL, (_, _) -> true)
                .onResponse(Exchanges.asking(asked), answer)
                .reason())
        .isEqualTo(Reason.RESPONSE_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678", "\u20ac\u20ac", "\ud83d\ude00\ud83d\ude00", ""})
  void textUpToTheLimitInBytes_goesOn(String text) {
    assertThat(
            new ResponseValidation(FakeSchemas.lenient(), SMALL, (_, _) -> true)
                .onResponse(
                    Exchanges.asking(CALL), content("{'type':'text','text':'" + text + "'}")))
        .isEqualTo(Verdict.pass(Reason.RESPONSE_VALID));
  }

  static Stream<Arguments> outputs() {
    String structured = "'content':[],'structuredContent':{'a':1}";
    String none = "'content':[]";
    return Stream.of(
        Arguments.of(
            new Check.Invalid(List.of("/a breaks type")),
            structured,
            Verdict.deny(Reason.OUTPUT_SCHEMA_VIOLATED, "/a breaks type")),
        Arguments.of(
            new Check.Invalid(List.of("/a breaks type")),
            "'content':[],'structuredContent':null",
            Verdict.deny(Reason.OUTPUT_SCHEMA_VIOLATED, "/a breaks type")),
        Arguments.of(
            new Check.Unusable("too large"),
            structured,
            Verdict.deny(Reason.SCHEMA_UNUSABLE, "too large")),
        Arguments.of(
            new Check.UnknownTool(),
            structured,
            Verdict.deny(Reason.RESPONSE_INVALID, "the tool is not defined any more")),
        Arguments.of(
            new Check.Valid(),
            none,
            Verdict.deny(Reason.STRUCTURED_CONTENT_MISSING, "no `structuredContent`")),
        Arguments.of(new Check.Valid(), structured, Verdict.pass(Reason.RESPONSE_VALID)),
        Arguments.of(
            new Check.Valid(), none + ",'isError':true", Verdict.pass(Reason.RESPONSE_VALID)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'method':'roots/list'}",
        "{'method':'sampling/createMessage','params':{'messages':[]}}",
        "{'method':'elicitation/create','params':{'mode':'url','url':'https://a.example'}}"
      })
  void serverThatMayAskNothing_isNotHeard_whateverTheClientCan(String request) {
    ResponseValidation silent =
        new ResponseValidation(FakeSchemas.lenient(), ResponseLimits.defaults(), (_, _) -> false);
    InputRequired asks =
        new InputRequired(
            Jsons.object(
                "{'resultType':'input_required','requestState':'s','inputRequests':{'k':"
                    + request
                    + "}}"));

    assertThat(silent.onResponse(Exchanges.asking(CALL), asks).reason())
        .isEqualTo(Reason.INPUT_NOT_ALLOWED);
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void promisedOutput_mustComeAndMatch(
      Check check, String members, Verdict<ServerMessage> expected) {
    ResponseValidation promised =
        new ResponseValidation(
            FakeSchemas.ofOutput(check), ResponseLimits.defaults(), (_, _) -> true);

    assertThat(promised.onResponse(Exchanges.asking(CALL), result("tools/call", members)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'method':'roots/list'} | {} | CLIENT_INCAPABLE",
        "{'method':'roots/list'} | {'roots':{}} | RESPONSE_VALID",
        "{'method':'sampling/createMessage','params':{'messages':[]}} | {'roots':{}} |"
            + " CLIENT_INCAPABLE",
        "{'method':'sampling/createMessage','params':{'messages':[]}} | {'sampling':{}} |"
            + " RESPONSE_VALID",
        "{'method':'sampling/createMessage','params':{}} | {'sampling':{}} | RESPONSE_INVALID",
        "{'method':'sampling/createMessage','params':{'messages':[],'tools':[]}} | {'sampling':{}}"
            + " | CLIENT_INCAPABLE",
        "{'method':'sampling/createMessage','params':{'messages':[],'tools':[]}} |"
            + " {'sampling':{'tools':{}}} | RESPONSE_VALID",
        "{'method':'sampling/createMessage','params':{'messages':[],'includeContext':'allServers'}}"
            + " | {'sampling':{}} | CLIENT_INCAPABLE",
        "{'method':'sampling/createMessage','params':{'messages':[],'includeContext':'thisServer'}}"
            + " | {'sampling':{}} | RESPONSE_VALID",
        "{'method':'sampling/createMessage','params':{'messages':[],'includeContext':'allServers'}}"
            + " | {'sampling':{'context':{}}} | RESPONSE_VALID",
        "{'method':'sampling/createMessage','params':{'messages':['hi']}} | {'sampling':{}} |"
            + " RESPONSE_INVALID",
        "{'method':'sampling/createMessage','params':{'messages':[{'content':{'type':'html'}}]}} |"
            + " {'sampling':{}} | RESPONSE_INVALID",
        "{'method':'sampling/createMessage','params':{'messages':[{'content':[{'type':'text',"
            + "'text':'a'},{'type':'image','data':'!','mimeType':'image/png'}]}]}} |"
            + " {'sampling':{}} | RESPONSE_INVALID",
        "{'method':'sampling/createMessage','params':{'messages':[{'content':{'type':'text',"
            + "'text':'a'}}]}} | {'sampling':{}} | RESPONSE_VALID",
        "{'method':'sampling/createMessage','params':{'messages':[{'content':{'type':'tool_use',"
            + "'id':'1','name':'a','input':{}}}]}} | {'sampling':{}} | CLIENT_INCAPABLE",
        "{'method':'sampling/createMessage','params':{'messages':[{'content':{'type':'tool_result',"
            + "'toolUseId':'1','content':[{'type':'html'}]}}]}} | {'sampling':{'tools':{}}} |"
            + " RESPONSE_INVALID",
        "{'method':'elicitation/create','params':{'mode':'url','url':'https://a.example'}} |"
            + " {'elicitation':{}} | CLIENT_INCAPABLE",
        "{'method':'elicitation/create','params':{'mode':'url','url':'https://a.example'}} |"
            + " {'elicitation':{'url':{}}} | RESPONSE_VALID",
        "{'method':'elicitation/create','params':{'mode':'url','url':'http://localhost:1@a.example'}}"
            + " | {'elicitation':{'url':{}}} | URI_SCHEME_REFUSED",
        "{'method':'elicitation/create','params':{'mode':'url'}} | {'elicitation':{'url':{}}} |"
            + " URI_SCHEME_REFUSED",
        "{'method':'elicitation/create','params':FORM} | {'elicitation':{'url':{}}} |"
            + " CLIENT_INCAPABLE",
        "{'method':'elicitation/create','params':FORM} | {'elicitation':{}} | RESPONSE_VALID",
        "{'method':'elicitation/create','params':{'mode':'form','message':'m'}} |"
            + " {'elicitation':{}} | RESPONSE_INVALID",
        "{'method':'elicitation/create','params':{'message':'m','requestedSchema':{'properties':{}}}}"
            + " | {'elicitation':{}} | RESPONSE_INVALID",
        "{'method':'elicitation/create','params':{'message':'m','requestedSchema':{'type':'object','properties':{'a':{'type':'object'}}}}}"
            + " | {'elicitation':{}} | RESPONSE_INVALID",
        "{'method':'elicitation/create','params':{'message':'m','requestedSchema':{'type':'object','properties':{'a':true}}}}"
            + " | {'elicitation':{}} | RESPONSE_INVALID",
        "{'method':'elicitation/create','params':{'mode':'voice','message':'m','requestedSchema':{'type':'object','properties':{}}}}"
            + " | {'elicitation':{}} | RESPONSE_INVALID"
      })
  void serverAsksOnlyForWhatTheClientDeclared_andInItsForm(
      String request, String declared, Reason reason) {
    String form =
        "{'message':'m','requestedSchema':{'type':'object','properties':{'a':{'type':'string'}}}}";
    InputRequired asks =
        new InputRequired(
            Jsons.object(
                "{'resultType':'input_required','inputRequests':{'k':"
                    + request.replace("FORM", form)
                    + "}}"));

    assertThat(control.onResponse(declaring(declared), asks).reason()).isEqualTo(reason);
  }

  private static Exchange declaring(String capabilities) {
    Request call =
        Request.of(
            "tools/call",
            Jsons.object(
                "{'name':'read','_meta':{'io.modelcontextprotocol/clientCapabilities':"
                    + capabilities
                    + "}}"));
    return Exchanges.asking(call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "notifications/progress | 'progressToken':7,'progress':1 | {'progressToken':7} | true",
        "notifications/progress | 'progressToken':'7','progress':1 | {'progressToken':7} | false",
        "notifications/progress | 'progressToken':8,'progress':1 | {'progressToken':7} | false",
        "notifications/progress | 'progressToken':7,'progress':1 | {} | false",
        "notifications/message | 'level':'error','data':1 |"
            + " {'io.modelcontextprotocol/logLevel':'error'} | true",
        "notifications/message | 'level':'emergency','data':1 |"
            + " {'io.modelcontextprotocol/logLevel':'error'} | true",
        "notifications/message | 'level':'warning','data':1 |"
            + " {'io.modelcontextprotocol/logLevel':'error'} | false",
        "notifications/message | 'level':'shout','data':1 |"
            + " {'io.modelcontextprotocol/logLevel':'debug'} | false",
        "notifications/message | 'level':'error','data':1 |"
            + " {'io.modelcontextprotocol/logLevel':'all'} | false",
        "notifications/message | 'level':'emergency','data':1 | {} | false",
        "notifications/tools/list_changed | 'a':1 | {} | false",
        "notifications/resources/updated | 'uri':'file:///a.txt' | {} | false",
        "notifications/subscriptions/acknowledged | 'notifications':{} | {} | false"
      })
  void notificationOnARequest_isOneThatItAskedFor(
      String method, String members, String meta, boolean valid) {
    Request asked = Request.of("tools/call", Jsons.object("{'name':'t','_meta':" + meta + "}"));

    assertThat(control.onResponse(Exchanges.asking(asked), Messages.note(method, members)))
        .isInstanceOf(valid ? Verdict.Pass.class : Verdict.Deny.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "notifications/tools/list_changed | 'a':1 | true",
        "notifications/prompts/list_changed | 'a':1 | false",
        "notifications/resources/updated | 'uri':'file:///a' | true",
        "notifications/resources/updated | 'uri':'file:///b' | false",
        "notifications/subscriptions/acknowledged | 'notifications':{} | true"
      })
  void notificationOnAListeningStream_isOneThatItNames(
      String method, String members, boolean valid) {
    Request listen =
        Request.of(
            "subscriptions/listen",
            Jsons.object(
                "{'notifications':{'toolsListChanged':true,"
                    + "'resourceSubscriptions':['file:///a']}}"));

    assertThat(control.onResponse(Exchanges.asking(listen), Messages.note(method, members)))
        .isInstanceOf(valid ? Verdict.Pass.class : Verdict.Deny.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'messages':[{'role':'user'}]",
        "'messages':[{'role':'user','content':'text'}]",
        "'messages':[{'role':'user','content':{'type':'video'}}]"
      })
  void promptMessageWithoutContent_isWithheld(String members) {
    assertThat(
            control
                .onResponse(
                    Exchanges.asking(Messages.request("prompts/get", "'name':'p'")),
                    Result.of(
                        Messages.request("prompts/get", "'name':'p'"),
                        Jsons.object("{'resultType':'complete'," + members + "}")))
                .reason())
        .isEqualTo(Reason.RESPONSE_INVALID);
  }

  @Test
  void detail_holdsNoTextOfTheServer() {
    ServerMessage hostile = content("{'type':'<script>','text':'<script>'}");

    assertThat(judge(CALL, hostile).toString()).doesNotContain("script");
  }

  @Test
  void control_keepsTheContract_andTakesEveryOrdinaryAnswer() {
    ControlContract.verify(control);
    Messages.ofServer()
        .forEach(reply ->
            assertThat(judge(reply.asked(), reply.said())).isInstanceOf(Verdict.Pass.class));
  }

  private Verdict<ServerMessage> judge(ClientMessage asked, ServerMessage answer) {
    return control.onResponse(Exchanges.asking(asked), answer);
  }

  private Verdict<ServerMessage> judged(String method, String members) {
    return judge(Messages.request(method, ""), result(method, members));
  }

  private static ServerMessage content(String blocks) {
    return result("tools/call", "'content':[" + blocks + "]");
  }

  private static Result result(String method, String members) {
    Request asked = method.equals("tools/call") ? CALL : Messages.request(method, "");
    return Result.of(asked, Jsons.object("{'resultType':'complete'," + members + "}"));
  }
}

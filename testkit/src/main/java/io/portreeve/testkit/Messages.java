package io.portreeve.testkit;

import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.ListPrompts;
import io.portreeve.mcp.ListResourceTemplates;
import io.portreeve.mcp.ListResources;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import java.util.ArrayList;
import java.util.List;

/** One message of every kind, in both directions: what a complete control must be able to judge. */
public final class Messages {
  private static final String META =
      "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'form':{},'url':{}},"
          + "'roots':{},'sampling':{}},'io.modelcontextprotocol/logLevel':'debug','progressToken':7}";

  private static final String GREET = "'name':'greet','arguments':{'who':'Anna'}";
  private static final String FILE = "'uri':'file:///a.txt'";
  private static final String ANSWERS =
      "'requestState':'s','inputResponses':{'k':{'action':'accept','content':{'a':'b'}}}";

  private static final Failure BROKEN =
      new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "it broke"));
  private static final Notification PROGRESS =
      note("notifications/progress", "'progressToken':7,'progress':1,'message':'half'");
  private static final Notification LOG =
      note("notifications/message", "'level':'info','data':{'text':'hello'}");

  private Messages() {}

  /** Every kind of client message, the retries that carry answers among them. */
  public static List<ClientMessage> ofClient() {
    return List.of(
        request("server/discover", ""),
        request("tools/list", ""),
        request("prompts/list", ""),
        request("resources/list", ""),
        request("resources/templates/list", ""),
        callTool("read", "{'path':'a.txt'}"),
        request("prompts/get", GREET),
        request("resources/read", FILE),
        request(
            "completion/complete",
            "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'who','value':'A'}"),
        listen(),
        request("tools/call", "'name':'read','arguments':{'path':'a.txt'}," + ANSWERS),
        request("prompts/get", GREET + "," + ANSWERS),
        request("resources/read", FILE + "," + ANSWERS),
        new Cancelled(Jsons.object("{'requestId':1}")));
  }

  /** Every kind of server message, each with the requests that it may be said to. */
  public static List<Reply> ofServer() {
    List<Reply> replies = new ArrayList<>();
    for (ClientMessage message : ofClient()) {
      if (message instanceof Request request) {
        replies.add(new Reply(request, resultOf(request)));
        replies.add(new Reply(request, BROKEN));
        replies.add(new Reply(request, PROGRESS));
        replies.add(new Reply(request, LOG));
      }
      if (message instanceof Answerable request) {
        inputs().forEach(asks -> replies.add(new Reply(request, asks)));
      }
    }
    listened().forEach(note -> replies.add(new Reply(listen(), note)));
    return List.copyOf(replies);
  }

  private static List<Notification> listened() {
    List<Notification> notes = new ArrayList<>();
    for (ListChanged.Kind kind : ListChanged.Kind.values()) {
      notes.add(note(kind.method(), ""));
    }
    notes.add(note("notifications/resources/updated", FILE));
    notes.add(note("notifications/subscriptions/acknowledged", "'notifications':{}"));
    return notes;
  }

  /** Whatever a server may ask for before it answers, one at a time. */
  private static List<InputRequired> inputs() {
    return List.of(
        elicitation(),
        asking(
            "elicitation/create",
            "'mode':'url','url':'https://example.com/','elicitationId':'1','message':'Go'"),
        asking("sampling/createMessage", "'messages':[],'maxTokens':1"),
        asking("roots/list", ""));
  }

  public static Request request(String method, String members) {
    String params = members.isEmpty() ? "{" + META + "}" : "{" + members + "," + META + "}";
    return Request.of(method, Jsons.object(params));
  }

  public static CallTool callTool(String tool, String arguments) {
    return (CallTool) request("tools/call", "'name':'" + tool + "','arguments':" + arguments);
  }

  public static Listen listen() {
    return (Listen)
        request(
            "subscriptions/listen",
            "'notifications':{'toolsListChanged':true,'promptsListChanged':true,"
                + "'resourcesListChanged':true,'resourceSubscriptions':['file:///a.txt']}");
  }

  public static Notification note(String method, String members) {
    return Notification.of(method, Jsons.object("{" + members + "}"));
  }

  public static InputRequired elicitation() {
    return asking(
        "elicitation/create",
        "'mode':'form','message':'Which?',"
            + "'requestedSchema':{'type':'object','properties':{'a':{'type':'string'}}}");
  }

  private static InputRequired asking(String method, String members) {
    return new InputRequired(
        Jsons.object(
            "{'resultType':'input_required','requestState':'s','inputRequests':{'k':{'method':'"
                + method
                + "','params':{"
                + members
                + "}}}}"));
  }

  /** A result of the right kind, as short as it can be and still hold one entry. */
  public static Result resultOf(Request request) {
    String page = "'ttlMs':0,'cacheScope':'private',";
    String members =
        switch (request) {
          case Discover _ ->
              "'supportedVersions':['2026-07-28'],'capabilities':{'tools':{}},"
                  + "'instructions':'Be kind.'";
          case ListTools _ ->
              page
                  + "'tools':[{'name':'read','description':'Reads','inputSchema':{'type':'object'}}]";
          case ListPrompts _ -> page + "'prompts':[{'name':'greet','description':'Greets'}]";
          case ListResources _ -> page + "'resources':[{'name':'a','uri':'file:///a.txt'}]";
          case ListResourceTemplates _ ->
              page + "'resourceTemplates':[{'name':'t','uriTemplate':'file:///{p}'}]";
          case CallTool _ -> "'content':[{'type':'text','text':'hello'}]";
          case GetPrompt _ ->
              "'messages':[{'role':'user','content':{'type':'text','text':'Hello Anna'}}]";
          case ReadResource _ -> page + "'contents':[{'uri':'file:///a.txt','text':'hello'}]";
          case Complete _ -> "'completion':{'values':['Anna']}";
          case Listen _ -> "'_meta':{'io.modelcontextprotocol/subscriptionId':1}";
        };
    return Result.of(request, Jsons.object("{'resultType':'complete'," + members + "}"));
  }
}

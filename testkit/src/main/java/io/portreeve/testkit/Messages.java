package io.portreeve.testkit;

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
import io.portreeve.mcp.ServerMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message of every kind, in both directions: what a complete control must be able to judge. */
public final class Messages {
  private static final String META =
      "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'form':{},'url':{}},"
          + "'roots':{},'sampling':{}},'io.modelcontextprotocol/logLevel':'debug','progressToken':7}";

  private Messages() {}

  /** Every kind of client message. */
  public static List<ClientMessage> ofClient() {
    return List.of(
        request("server/discover", ""),
        request("tools/list", ""),
        request("prompts/list", ""),
        request("resources/list", ""),
        request("resources/templates/list", ""),
        callTool("read", "{'path':'a.txt'}"),
        request("prompts/get", "'name':'greet','arguments':{'who':'Anna'}"),
        request("resources/read", "'uri':'file:///a.txt'"),
        request(
            "completion/complete",
            "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'who','value':'A'}"),
        listen(),
        new Cancelled(Jsons.object("{'requestId':1}")));
  }

  /** Every kind of server message, each with the request that it may answer. */
  public static Map<ServerMessage, Request> ofServer() {
    Map<ServerMessage, Request> messages = new LinkedHashMap<>();
    for (Request request :
        ofClient().stream().filter(Request.class::isInstance).map(Request.class::cast).toList()) {
      messages.put(resultOf(request), request);
    }
    Request call = callTool("read", "{'path':'a.txt'}");
    messages.put(elicitation(), call);
    messages.put(new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "it broke")), call);
    messages.put(
        note("notifications/progress", "'progressToken':7,'progress':1,'message':'half'"), call);
    messages.put(note("notifications/message", "'level':'info','data':{'text':'hello'}"), call);
    for (ListChanged.Kind kind : ListChanged.Kind.values()) {
      messages.put(note(kind.method(), ""), listen());
    }
    messages.put(note("notifications/resources/updated", "'uri':'file:///a.txt'"), listen());
    messages.put(note("notifications/subscriptions/acknowledged", "'notifications':{}"), listen());
    return messages;
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
    return new InputRequired(
        Jsons.object(
            "{'resultType':'input_required','requestState':'s','inputRequests':{'k':"
                + "{'method':'elicitation/create','params':{'mode':'form','message':'Which?',"
                + "'requestedSchema':{'type':'object','properties':{'a':{'type':'string'}}}}}}}"));
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

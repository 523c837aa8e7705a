package io.portreeve.gateway.rig;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A session of a stateful revision over Streamable HTTP. */
public final class LegacyClient {
  private final McpClient http;
  private final String revision;
  private final String session;
  private final AtomicInteger lastId = new AtomicInteger(1);

  private LegacyClient(McpClient http, String revision, String session) {
    this.http = http;
    this.revision = revision;
    this.session = session;
  }

  /** Initializes a session, without any capability. */
  public static LegacyClient begin(URI endpoint, String key, String revision)
      throws IOException, InterruptedException {
    return begin(endpoint, key, revision, "");
  }

  /** Initializes a session with these capabilities. */
  public static LegacyClient begin(URI endpoint, String key, String revision, String capabilities)
      throws IOException, InterruptedException {
    McpClient http = new McpClient(endpoint, key);
    Reply begun =
        http.send(
            "POST",
            "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'"
                + revision
                + "','capabilities':{"
                + capabilities
                + "},'clientInfo':{'name':'test','version':'1'}}}");
    if (begun.status() != 200) {
      throw new AssertionError(begun.status() + " " + begun.body());
    }
    return new LegacyClient(http, revision, begun.field("mcp-session-id"));
  }

  public String session() {
    return session;
  }

  public Reply ask(String method, String params) throws IOException, InterruptedException {
    return post(
        "{'jsonrpc':'2.0','id':"
            + lastId.incrementAndGet()
            + ",'method':'"
            + method
            + "','params':"
            + params
            + "}");
  }

  public Reply post(String body, String... fields) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("mcp-session-id", session, "mcp-protocol-version", revision));
    return http.send("POST", body, all.toArray(String[]::new));
  }
}

package io.portreeve.gateway.console;

import io.portreeve.gateway.PayingServer;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * A server that pays whoever it is told to pay, before it a gateway with a console for keys: vera
 * is a viewer, olga an operator, ada an auditor, and whoever has the role approver an approver.
 */
public final class ConsoleRig implements AutoCloseable {
  private final ScriptedServer server = ScriptedServer.start(PayingServer.script());
  private final RunningGateway gateway;

  public ConsoleRig(String... lines) {
    try {
      String[] all = new String[lines.length + 3];
      System.arraycopy(lines, 0, all, 3, lines.length);
      all[0] = "authentication: {api-keys: true}";
      all[1] =
          "policy: {allow: [{name: pays, tools: [pay]}], deny: [{name: never-eve, tools: [pay],"
              + " when: 'args.to == \"eve\"'}]}";
      all[2] =
          "console: {keys: true, viewers: {names: [vera]}, operators: {names: [olga]},"
              + " auditors: {names: [ada]}, approvers: {roles: [approver]}}";
      gateway = RunningGateway.inFrontOf("url: \"" + server.url("/mcp") + "\", era: modern", all);
    } catch (StartFault fault) {
      throw new AssertionError(fault);
    }
  }

  public RunningGateway gateway() {
    return gateway;
  }

  public LoginBrowser browser() {
    return new LoginBrowser(gateway);
  }

  /** What a browser gets that types this key. */
  static HttpResponse<String> type(LoginBrowser browser, String page, String key)
      throws IOException, InterruptedException {
    return browser.submit("/console/sign-in", browser.get(page).body(), Map.of("credential", key));
  }

  /** A browser in which somebody is signed in. */
  public LoginBrowser signedIn(String principal, String... roles)
      throws IOException, InterruptedException {
    LoginBrowser browser = browser();
    HttpResponse<String> in = type(browser, "/console", gateway.key(principal, roles));
    if (in.statusCode() != 303) {
      throw new AssertionError(in.body());
    }
    return browser;
  }

  /** A call of somebody's application. */
  public Reply call(String principal, String tool, String arguments)
      throws IOException, InterruptedException {
    return new McpClient(gateway.url(), gateway.key(principal)).call(tool, arguments);
  }

  /** Goes on with another configuration. */
  void reload(String... lines) throws StartFault {
    gateway.reload(server.url("/mcp"), lines);
  }

  @Override
  public void close() {
    gateway.close();
    server.close();
  }
}

package io.portreeve.gateway.inbox;

import io.portreeve.gateway.PayingServer;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.login.IssuerDouble;
import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A server that pays whoever it is told to pay, before it a gateway whose calls people approve on a
 * page, and an issuer at which they sign in.
 */
final class InboxRig implements AutoCloseable {
  final ScriptedServer server = ScriptedServer.start(PayingServer.script());
  final IssuerDouble corp = new IssuerDouble();
  private RunningGateway gateway;

  InboxRig(String tools, String console) {
    gateway = gateway(tools, console);
  }

  private RunningGateway gateway(String pay, String console) {
    try {
      return RunningGateway.inFrontOf(
          "url: \"" + server.url("/mcp") + "\", era: modern, tools: {pay: {" + pay + "}}",
          "authentication: {api-keys: true, oauth: {resource: %s, issuers: {corp: %s}}}"
              .formatted(TestIssuer.RESOURCE, corp.settings("}, claims: {roles: [groups]")),
          RunningGateway.ALL,
          "console: {sign-in: corp" + console + "}");
    } catch (StartFault fault) {
      throw new AssertionError(fault);
    }
  }

  RunningGateway gateway() {
    return gateway;
  }

  LoginBrowser browser() {
    return new LoginBrowser(gateway);
  }

  /** A browser in which somebody is signed in. */
  LoginBrowser signedIn(String user) throws IOException, InterruptedException {
    LoginBrowser browser = browser();
    HttpResponse<String> in = signIn(browser, "/approvals", user);
    if (in.statusCode() != 303) {
      throw new AssertionError(in.body());
    }
    return browser;
  }

  /** Signs in at the page of this address; what the browser gets when it comes back. */
  HttpResponse<String> signIn(LoginBrowser browser, String page, String user)
      throws IOException, InterruptedException {
    HttpResponse<String> sent = browser.follow(browser.get(page));
    URI issuer = URI.create(sent.headers().firstValue("location").orElseThrow());
    return browser.get("/console/signed-in?" + corp.signedIn(issuer, user));
  }

  /** A call by somebody's application, with a bound token and its proof. */
  Reply pay(String user, String arguments) throws IOException, InterruptedException {
    return call(user, "'name':'pay','arguments':" + arguments);
  }

  Reply call(String user, String params) throws IOException, InterruptedException {
    return send(user, McpClient.request("tools/call", params));
  }

  Reply send(String user, String body) throws IOException, InterruptedException {
    String token = corp.access(user);
    List<String> fields = new ArrayList<>(List.of(McpClient.fields(Jsons.object(body))));
    fields.addAll(List.of("authorization", "DPoP " + token, "dpop", corp.proof(token)));
    return new McpClient(gateway.url(), "").send("POST", body, fields.toArray(String[]::new));
  }

  /** Answers on the page of this question. */
  HttpResponse<String> say(LoginBrowser browser, String id, String word)
      throws IOException, InterruptedException {
    return browser.submit(
        "/approvals/call", page(browser, id).body(), Map.of("word", word, "reason", "so be it"));
  }

  static HttpResponse<String> page(LoginBrowser browser, String id)
      throws IOException, InterruptedException {
    return browser.get("/approvals/call?id=" + id);
  }

  /** The only one that waits. */
  String waiting() {
    return approvals(all -> all.waiting(Instant.now())).getFirst().id();
  }

  Approval find(String id) {
    return approvals(all -> all.find(id)).orElseThrow();
  }

  <T> T approvals(Function<Approvals, T> use) {
    try (Store store = gateway.store()) {
      return use.apply(store.approvals());
    }
  }

  /** How often it paid since somebody asked last. */
  int paid() {
    return (int)
        server.http().rest().stream()
            .map(HttpAsked::rpcMethod)
            .filter("tools/call"::equals)
            .count();
  }

  @Override
  public void close() {
    gateway.close();
    corp.close();
    server.close();
  }
}

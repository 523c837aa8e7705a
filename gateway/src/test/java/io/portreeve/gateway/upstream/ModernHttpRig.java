package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.testkit.server.ScriptedHttp;

/** A stateless upstream over HTTP, its scripted server, and what was heard of it. */
final class ModernHttpRig implements AutoCloseable {
  static final String DONE = "{'resultType':'complete','content':[]}";
  static final Request CALL = Rig.request("tools/call", "'name':'a','arguments':{}");

  final Rig rig = new Rig();
  final Heard heard = new Heard();
  final ManualAlarms alarms = new ManualAlarms();
  ScriptedHttp server = ScriptedHttp.start((_, wire) -> wire.empty(500));
  UpstreamSettings settings = UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp"));

  /** A notification, as a server writes it. */
  static String note(String method, String params) {
    return ("{'jsonrpc':'2.0','method':'" + method + "','params':" + params + "}")
        .replace('\'', '"');
  }

  static String progress(String token, int done) {
    return note(
        "notifications/progress", "{'progressToken':" + token + ",'progress':" + done + "}");
  }

  static String log(String level) {
    return note("notifications/message", "{'level':'" + level + "','data':'x'}");
  }

  /** Sends to a server of that script, and reads what it answers. */
  void send(Request request, ScriptedHttp.Script script) throws Exception {
    try (EraUpstream upstream = script(script)) {
      upstream.send(Rig.exchange(request), request, heard);
    }
  }

  /** Fails the test unless a server of that script fails the request, and says why. */
  void assertFails(Request request, ScriptedHttp.Script script, String why) {
    try (EraUpstream upstream = script(script)) {
      assertThatExceptionOfType(UpstreamException.class)
          .isThrownBy(() -> upstream.send(Rig.exchange(request), request, heard))
          .withMessageContaining(why);
    }
    assertThat(heard.all()).allMatch(Notification.class::isInstance);
  }

  /** An upstream whose server has that script. */
  EraUpstream script(ScriptedHttp.Script script) {
    server.close();
    server = ScriptedHttp.start(script);
    UpstreamSettings.Reach.Endpoint old = (UpstreamSettings.Reach.Endpoint) settings.reach();
    settings =
        new UpstreamSettings(
            Rig.SERVER,
            new UpstreamSettings.Reach.Endpoint(server.url("/mcp"), old.fields()),
            settings.era(),
            settings.roots(),
            settings.timeout(),
            settings.limits(),
            settings.credentials());
    return upstream();
  }

  /** An upstream of these settings. */
  EraUpstream upstream() {
    UpstreamSettings.Reach.Endpoint reach = (UpstreamSettings.Reach.Endpoint) settings.reach();
    HttpEndpoint endpoint = new HttpEndpoint(rig.pool, reach);
    return new ModernHttpUpstream(settings, endpoint, alarms, rig.clock, rig.observer());
  }

  @Override
  public void close() {
    server.close();
    rig.close();
  }
}

package io.portreeve.gateway.bypass;

import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/** A server that always answers the same, in the disguise that it wears at the moment. */
final class Disguised implements AutoCloseable {
  private final AtomicReference<Disguise> disguise = new AtomicReference<>(Disguise.NONE);
  private final ScriptedHttp http;

  Disguised(String result) {
    http = ScriptedHttp.start((asked, wire) -> disguise.get().answer(asked.result(result), wire));
  }

  void wears(Disguise next) {
    disguise.set(next);
  }

  URI url() {
    return http.url("/mcp");
  }

  @Override
  public void close() {
    http.close();
  }
}

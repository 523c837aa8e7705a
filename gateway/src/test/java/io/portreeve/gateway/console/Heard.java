package io.portreeve.gateway.console;

import io.portreeve.gateway.http.Hold;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What somebody who asked for a page was answered. */
final class Heard implements HttpReply {
  private int status;
  private String body = "";

  int status() {
    return status;
  }

  String body() {
    return body;
  }

  @Override
  public void send(int code, HttpFields headers, List<ByteBuffer> parts) {
    status = code;
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(StandardCharsets.UTF_8.decode(part.duplicate())));
    body = text.toString();
  }

  @Override
  public HttpStream stream(int code, HttpFields headers) {
    throw new UnsupportedOperationException("pages are sent whole");
  }

  @Override
  public void onDisconnect(Runnable listener) {}

  @Override
  public Hold hold() {
    return Hold.nothing();
  }

  @Override
  public boolean open() {
    return true;
  }
}

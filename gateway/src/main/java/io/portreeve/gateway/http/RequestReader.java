package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection one after the other, within the listener's bounds. */
final class RequestReader implements BodyReader.Sink {
  private final SectionReader heads;
  private final int maxBody;
  private final BodyBudget budget;
  private @Nullable RequestHead head;
  private @Nullable BodyReader body;
  private Gatherer gathered = new Gatherer(0, 0);
  private int reserved;

  RequestReader(ListenerOptions options, BodyBudget budget) {
    heads = new SectionReader(options.maxHeaderBytes(), options.maxHeaderFields() + 1, false);
    maxBody = options.maxBodyBytes();
    this.budget = budget;
  }

  /** The head of the request being read, once it is there. */
  @Nullable RequestHead head() {
    return head;
  }

  /** The head of the next whole request, or null if more bytes are needed. */
  @Nullable RequestHead read(ByteBuf in) throws Rejected {
    RequestHead current = head;
    if (current == null) {
      byte[] section = heads.read(in);
      if (section == null) {
        return null;
      }
      current = RequestHead.parse(section);
      begin(current);
    }
    BodyReader reader = body;
    return reader == null || reader.read(in, this) ? current : null;
  }

  private void begin(RequestHead next) throws Rejected {
    head = next;
    if (next.length() > maxBody) {
      throw new Rejected(Refusal.BODY_TOO_LARGE);
    }
    if (next.length() != 0) {
      body = new BodyReader(next.length());
      int known = (int) Math.max(next.length(), 0);
      gathered = new Gatherer(known, known > 0 ? known : maxBody);
    }
  }

  @Override
  public void take(ByteBuf in, int length) throws Rejected {
    if (length > maxBody - gathered.size()) {
      throw new Rejected(Refusal.BODY_TOO_LARGE);
    }
    gathered.take(in, length);
    int more = gathered.capacity() - reserved;
    if (more > 0 && !budget.reserve(more)) {
      throw new Rejected(Refusal.OVERLOADED);
    }
    reserved += Math.max(more, 0);
  }

  /** The body of the request just read; the reader is then ready for the next. */
  byte[] takeBody() {
    byte[] whole = gathered.array();
    reset();
    return whole;
  }

  /** Forgets the request being read and gives back what it had reserved. */
  void reset() {
    budget.release(reserved);
    reserved = 0;
    head = null;
    body = null;
    gathered = new Gatherer(0, 0);
  }
}

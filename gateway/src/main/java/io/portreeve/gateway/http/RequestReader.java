package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection one after the other, within the listener's bounds. A body
 * that is not short is read only once somebody answers for it.
 */
final class RequestReader implements BodyReader.Sink {
  private final SectionReader heads;
  private final int maxBody;
  private final MessageMemory memory;
  private @Nullable RequestHead head;
  private @Nullable BodyReader body;
  private Gatherer gathered = new Gatherer(0, 0);
  private MessageMemory.Holding holding;
  private boolean admitted;

  RequestReader(ListenerOptions options, MessageMemory memory) {
    heads = new SectionReader(options.maxHeaderBytes(), options.maxHeaderFields() + 1, false);
    maxBody = options.maxBodyBytes();
    this.memory = memory;
    holding = memory.holding("");
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
    if (!admitted) {
      return null;
    }
    BodyReader reader = body;
    return reader == null || reader.read(in, this) ? current : null;
  }

  /** Whether the head is there, and nothing of the body is read before it is admitted. */
  boolean waits() {
    return head != null && !admitted;
  }

  /** Reads the body on; {@code who} answers for the memory that it takes. */
  void admit(String who) {
    admitted = true;
    holding = memory.holding(who);
  }

  private void begin(RequestHead next) throws Rejected {
    head = next;
    if (next.length() > maxBody) {
      throw new Rejected(Refusal.BODY_TOO_LARGE);
    }
    admitted = next.length() >= 0 && next.length() <= MessageMemory.SHORT;
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
    if (!holding.grow(gathered.capacity())) {
      throw new Rejected(Refusal.OVERLOADED);
    }
  }

  /** The body of the request just read; the reader is then ready for the next. */
  byte[] takeBody() {
    byte[] whole = gathered.array();
    reset();
    return whole;
  }

  /**
   * What the request just read takes; whoever handles it gives it back. Asked for before the body.
   */
  MessageMemory.Holding takeHolding() {
    MessageMemory.Holding taken = holding;
    holding = memory.holding("");
    return taken;
  }

  /** Forgets the request being read and gives back what it had reserved. */
  void reset() {
    holding.close();
    admitted = false;
    head = null;
    body = null;
    gathered = new Gatherer(0, 0);
  }
}

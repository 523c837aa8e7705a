package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** Writes whole messages to a client on stdio, whoever speaks; nothing else comes there. */
final class LineWriter implements ClientStream {
  private final ReentrantLock lock = new ReentrantLock();
  private final OutputStream out;

  LineWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void send(RpcMessage message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Lines.write(out, message.toJson());
    } catch (IOException gone) {
      throw (InterruptedException) new InterruptedException("the client is gone").initCause(gone);
    } finally {
      lock.unlock();
    }
  }
}

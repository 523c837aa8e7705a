package example.spring;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.embedding.Front;
import io.portreeve.gateway.embedding.Pass;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the gateway once the server has its port; an application that cannot, does not start. */
@Component
class InFront implements AutoCloseable {
  private final Path file;
  private final Pass pass;
  private Front front;

  InFront(@Value("${notes.front}") Path file, Pass pass) {
    this.file = file;
    this.pass = pass;
  }

  @EventListener
  void start(WebServerInitializedEvent started) throws StartFault {
    int port = started.getWebServer().getPort();
    front = Front.start(file, "notes", URI.create("http://127.0.0.1:" + port + "/mcp"), pass);
  }

  InetSocketAddress address() {
    return front.address();
  }

  /** Before the server goes: it would wait for the stream on which the front listens to it. */
  @EventListener
  void stop(ContextClosedEvent closing) {
    close();
  }

  @Override
  public void close() {
    if (front != null) {
      front.close();
    }
  }
}

package io.portreeve.lab.targets;

import io.portreeve.lab.scene.Target;
import io.portreeve.lab.scene.ToolText;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches whatever it is told to, takes addresses apart by hand, believes every old way to write a
 * number, and goes wherever it is sent on to.
 */
public final class Fetcher implements Target {
  private static final Pattern URL =
      Pattern.compile("(?i)\\s*https?:/*(?:[^/@?#\\\\]*@)?([^/?#\\\\]*)[^/]*(.*)", Pattern.DOTALL);

  private static final Pattern LOCATION = Pattern.compile("(?im)^location: (\\S+)");
  private static final String GRANTED = "HTTP/1.1 200 Connection established\r\n\r\n";
  private static final int MOST_REDIRECTS = 3;
  private static final int PATIENCE = 10_000;

  private final Inside inside;
  private final Names names;
  private final Optional<URI> proxy;

  /** What names lead to, when the fetcher asks. */
  @FunctionalInterface
  public interface Names {
    InetAddress address(String host) throws IOException;
  }

  private Fetcher(Inside inside, Names names, Optional<URI> proxy) {
    this.inside = inside;
    this.names = names;
    this.proxy = proxy;
  }

  /** One beside a service of its own that nobody outside may ask. */
  public static Fetcher open() throws IOException {
    return open(InetAddress::getByName);
  }

  /** One for which names lead where these say. */
  public static Fetcher open(Names names) throws IOException {
    return new Fetcher(Inside.open(), names, Optional.empty());
  }

  /** The same, when it is told of a proxy, as programs are by {@code HTTPS_PROXY}. */
  public Fetcher through(URI proxy) {
    return new Fetcher(inside, names, Optional.of(proxy));
  }

  /** The port of the stand-in for the internet. */
  public int internet() {
    return inside.internetPort();
  }

  /** The port of the service inside. */
  @Override
  public String place() {
    return String.valueOf(inside.port());
  }

  @Override
  public JsonArray tools() {
    return ToolText.tools(
        ToolText.ofTexts("fetch", "Fetches a page.", "url"),
        ToolText.ofTexts("fetch_page", "Fetches a page.", "page"));
  }

  @Override
  public String call(String tool, JsonObject arguments) throws IOException {
    String url = arguments.string("url").or(() -> arguments.string("page")).orElse("");
    return url.toLowerCase(Locale.ROOT).startsWith("file:")
        ? Files.readString(Path.of(URI.create(url)))
        : fetched(url, 0);
  }

  private String fetched(String url, int redirects) throws IOException {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IOException("no address");
    }
    String answer = asked(parts.group(1), parts.group(2));
    Matcher next = LOCATION.matcher(answer);
    return next.find() && redirects < MOST_REDIRECTS
        ? fetched(next.group(1), redirects + 1)
        : answer;
  }

  private String asked(String authority, String path) throws IOException {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.setSoTimeout(PATIENCE);
      if (proxy.isPresent()) {
        tunnel(socket, proxy.get(), authority);
      } else {
        socket.connect(inside.standIn(address(authority)), PATIENCE);
      }
      String get = "GET " + (path.isEmpty() ? "/" : path) + " HTTP/1.0\r\nhost: a.example\r\n\r\n";
      socket.getOutputStream().write(get.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void tunnel(Socket socket, URI proxy, String authority) throws IOException {
    socket.connect(new InetSocketAddress(proxy.getHost(), proxy.getPort()), PATIENCE);
    byte[] password = proxy.getUserInfo().getBytes(StandardCharsets.UTF_8);
    String connect =
        "CONNECT %s HTTP/1.1\r\nproxy-authorization: Basic %s\r\n\r\n"
            .formatted(authority, Base64.getEncoder().encodeToString(password));
    socket.getOutputStream().write(connect.getBytes(StandardCharsets.UTF_8));
    byte[] answer = socket.getInputStream().readNBytes(GRANTED.length());
    if (!new String(answer, StandardCharsets.UTF_8).equals(GRANTED)) {
      throw new IOException("the proxy refuses " + authority);
    }
  }

  private InetSocketAddress address(String authority) throws IOException {
    int colon = authority.lastIndexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    String host = port ? authority.substring(0, colon) : authority;
    try {
      int number = port ? Integer.parseInt(authority.substring(colon + 1)) : 80;
      return new InetSocketAddress(resolved(host.replaceAll("[\\[\\]]", "")), number);
    } catch (IllegalArgumentException none) {
      throw new IOException("no host", none);
    }
  }

  private InetAddress resolved(String host) throws IOException {
    if (host.indexOf(':') >= 0) {
      return InetAddress.getByName(host);
    }
    String ascii = IDN.toASCII(host);
    try {
      return Inet4Address.ofPosixLiteral(ascii);
    } catch (IllegalArgumentException name) {
      return names.address(ascii);
    }
  }

  @Override
  public boolean harmed(String answer) {
    return inside.wasAsked() || answer.contains("root:");
  }

  @Override
  public void close() {
    inside.close();
  }
}

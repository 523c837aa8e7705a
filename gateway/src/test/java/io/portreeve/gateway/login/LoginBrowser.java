package io.portreeve.gateway.login;

import io.portreeve.gateway.rig.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts: it keeps cookies, sends forms as they are, and follows links. */
public final class LoginBrowser {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern LINK = Pattern.compile("class=\"go\"[^>]* href=\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningGateway gateway;
  private final Map<String, String> cookies = new HashMap<>();

  public LoginBrowser(RunningGateway gateway) {
    this.gateway = gateway;
  }

  public HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(gateway.url(pathAndQuery)).GET());
  }

  /** Opens the address that a call was answered with. */
  public HttpResponse<String> open(String page) throws IOException, InterruptedException {
    URI uri = URI.create(page);
    return get(uri.getRawPath() + "?" + uri.getRawQuery());
  }

  /** Sends the form of a page with a credential typed in, or none. */
  public HttpResponse<String> submit(String page, String credential, String... fields)
      throws IOException, InterruptedException {
    return submit(
        action(page),
        page,
        credential.isEmpty() ? Map.of() : Map.of("credential", credential),
        fields);
  }

  /** Sends the form of this address with what is hidden in it and what is typed. */
  public HttpResponse<String> submit(
      String action, String page, Map<String, String> typed, String... fields)
      throws IOException, InterruptedException {
    Map<String, String> form = hidden(action, page);
    form.putAll(typed);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.url(action))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Fetcher.encoded(form)));
    return send(fields.length == 0 ? request : request.headers(fields));
  }

  private static Map<String, String> hidden(String action, String page) {
    Map<String, String> form = new HashMap<>();
    int begin = page.indexOf("action=\"" + action + "\"");
    if (begin < 0) {
      throw new AssertionError("no such form in: " + page);
    }
    Matcher hidden = HIDDEN.matcher(page.substring(begin, page.indexOf("</form>", begin)));
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    return form;
  }

  /** Forgets all cookies, or takes those of another browser. */
  public void become(LoginBrowser other) {
    cookies.clear();
    cookies.putAll(other.cookies);
  }

  private static String action(String page) {
    Matcher action = ACTION.matcher(page);
    if (!action.find()) {
      throw new AssertionError("no form in: " + page);
    }
    return action.group(1);
  }

  /** Where the page leads. */
  public static URI link(HttpResponse<String> page) {
    Matcher link = LINK.matcher(page.body());
    if (!link.find()) {
      throw new AssertionError("no link in: " + page.body());
    }
    return URI.create(link.group(1).replace("&amp;", "&"));
  }

  /** Follows the link of a page of ours, to wherever that leads. */
  public HttpResponse<String> follow(HttpResponse<String> page, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url(link(page).toString())).GET();
    return send(fields.length == 0 ? request : request.headers(fields));
  }

  /** Goes all the way to the authorization server's page, with this credential. */
  URI away(String page, String credential) throws IOException, InterruptedException {
    return link(submit(open(page).body(), credential));
  }

  HttpResponse<String> comeBack(String answer) throws IOException, InterruptedException {
    return get("/login/callback?" + answer);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (!cookies.isEmpty()) {
      StringBuilder all = new StringBuilder();
      cookies.forEach((name, value) -> all.append(name).append('=').append(value).append("; "));
      request.header("cookie", all.toString());
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("set-cookie")) {
      String[] both = cookie.split(";", 2)[0].split("=", 2);
      if (cookie.contains("; Max-Age=0;")) {
        cookies.remove(both[0]);
      } else {
        cookies.put(both[0], both[1]);
      }
    }
    return answer;
  }
}

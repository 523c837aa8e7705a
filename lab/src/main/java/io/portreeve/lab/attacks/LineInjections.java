package io.portreeve.lab.attacks;

import static io.portreeve.guard.Mitigation.INPUT_SANITIZATION;

import io.portreeve.lab.attacks.InputAttack.Way;
import io.portreeve.lab.targets.Lines;
import java.util.List;

/** Arguments that end the line that they are put into, and go on with a line of their own. */
public final class LineInjections {
  private LineInjections() {}

  public static List<InputAttack> all() {
    return List.of(header(), log(), mail());
  }

  private static InputAttack header() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "lines: a name brings a header of its own",
        Lines::open,
        List.of("ask: {arguments: {name: line}}"),
        Way.of("ask", "name", "Gus"),
        Way.each(
            "ask", "name", "Gus\r\nx-role: admin", "Gus\nx-role: admin", "Gus\rx-role: admin"));
  }

  private static InputAttack log() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "lines: a message forges an entry of a log",
        Lines::open,
        List.of("log: {arguments: {message: line}}", "log_decoded: {arguments: {message: line}}"),
        Way.of("log", "message", "all went well\n"),
        Way.all(
            List.of(
                Way.each("log", "message", "x\nlogin admin", "x\r\nlogin admin"),
                Way.each("log_decoded", "message", "x%0alogin admin", "x%0D%0Alogin admin"))));
  }

  private static InputAttack mail() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "lines: the subject of a mail brings readers of its own",
        Lines::open,
        List.of("send: {arguments: {to: email, subject: line}}"),
        Way.with("send", "{'to':'a@example.com','subject':'Hello','body':'A\\nB'}"),
        List.of(
            Way.with(
                "send",
                "{'to':'a@example.com','subject':'Hello\\r\\nBcc: all@example.com','body':''}"),
            Way.with(
                "send",
                "{'to':'a@example.com\\r\\nBcc: all@example.com','subject':'Hello','body':''}")));
  }
}

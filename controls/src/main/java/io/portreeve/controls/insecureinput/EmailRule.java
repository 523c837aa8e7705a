package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges mailboxes (RFC 5322, section 3.4; RFC 6531 for letters beyond ASCII): each is one address,
 * with a display name or without, and no header of its own.
 *
 * <p>Left out on purpose, since mail programs disagree on them: comments, quoted local parts,
 * address literals, groups, routes, and the characters that relays and shells give a meaning.
 */
final class EmailRule {
  private static final int LONGEST = 320;

  private static final String ATOM = "[\\p{L}\\p{M}\\p{N}_#$&'*+/=?^{}~-]+";
  private static final Pattern ADDRESS =
      Pattern.compile("(?!-)(" + ATOM + "(?:\\." + ATOM + ")*)@([^@]+)");

  private static final Pattern NAMED =
      Pattern.compile("(?:\"[^\"\\\\<>]{0,200}\"|[^\"<>@,;:()\\[\\]\\\\]{0,200})\\s*<([^<>]+)>");

  private static final Pattern ENCODED_LINE_END =
      Pattern.compile("(?i)%(?:25)*0[ad]|=0[ad]|\\\\[rn]");

  private EmailRule() {}

  static ArgumentRuling judge(ArgumentKind.Email kind, String raw) {
    String text = raw.strip();
    if (text.isEmpty()) {
      return ArgumentRuling.refuse(ArgumentFlaw.EMPTY);
    }
    if (text.chars()
        .anyMatch(c -> c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)) {
      return ArgumentRuling.refuse(ArgumentFlaw.CONTROL_CHARACTER);
    }
    if (CanonicalText.of(text, Form.AS_IS).changes(text)) {
      return ArgumentRuling.refuse(ArgumentFlaw.HIDDEN_CHARACTER);
    }
    List<String> mailboxes = split(text);
    if (mailboxes.size() > kind.most()) {
      return ArgumentRuling.refuse(ArgumentFlaw.EMAIL_TOO_MANY);
    }
    boolean valid = mailboxes.stream().allMatch(EmailRule::mailbox);
    return valid
        ? ArgumentRuling.accept(text.length() == raw.length() ? raw : text)
        : ArgumentRuling.refuse(ArgumentFlaw.EMAIL_MALFORMED);
  }

  /** At commas outside double quotes. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      quoted ^= text.charAt(i) == '"';
      if (text.charAt(i) == ',' && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static boolean mailbox(String text) {
    String mailbox = text.strip();
    Matcher named = NAMED.matcher(mailbox);
    boolean plain = mailbox.length() <= LONGEST * 2 && !ENCODED_LINE_END.matcher(mailbox).find();
    return plain && address(named.matches() ? named.group(1) : mailbox);
  }

  private static boolean address(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (text.length() > LONGEST || !address.matches() || address.group(1).length() > 64) {
      return false;
    }
    return switch (HostName.read(address.group(2).toLowerCase(Locale.ROOT))) {
      case HostName.Reading.Name name -> name.name().indexOf('.') > 0;
      case HostName.Reading.Address _, HostName.Reading.Bad _ -> false;
    };
  }
}

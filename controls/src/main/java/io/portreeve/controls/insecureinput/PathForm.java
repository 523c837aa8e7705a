package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.FileNameEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a system writes paths. */
enum PathForm {
  /** Slashes; every other character is part of a name. */
  POSIX,
  /** Drives, both slashes, no regard for case, names with a meaning of their own. */
  WINDOWS;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  /** The form in which an absolute path, such as a root, is written. */
  static PathForm of(String path) {
    return DRIVE.matcher(path).matches() || path.startsWith("\\") ? WINDOWS : POSIX;
  }

  /**
   * {@code path} in canonical form if it lies inside {@code root}: relative if it was, else
   * beginning with the root.
   */
  Optional<String> inside(String root, String path) {
    if (elsewhere(root, path)) {
      return Optional.empty();
    }
    List<String> base = segments(withoutDrive(root), 0);
    boolean absolute = absolute(path);
    int floor = absolute ? 0 : base.size();
    List<String> all = absolute ? List.of() : base;
    Optional<List<String>> resolved = resolve(all, withoutDrive(path), floor);
    return resolved
        .filter(segments -> begins(segments, base))
        .map(segments ->
            absolute
                ? canonical(path)
                : relative(segments.subList(base.size(), segments.size()), path));
  }

  private boolean begins(List<String> segments, List<String> base) {
    return segments.size() >= base.size() && same(segments.subList(0, base.size()), base);
  }

  private String relative(List<String> segments, String path) {
    String relative = join(segments, path);
    return relative.equals(path) ? path : relative;
  }

  /** The absolute path of {@code path}, which is inside {@code root}. */
  String absolute(String root, String path) {
    return absolute(path) ? path : canonical(root + separator(root) + path);
  }

  /** Whether {@code path} goes above where it starts. */
  boolean climbs(String path) {
    return resolve(List.of(), withoutDrive(path), 0).isEmpty();
  }

  /**
   * {@code path}, which does not climb, without empty, "." and ".." segments and without a slash at
   * its end; the same if it has none.
   */
  String canonical(String path) {
    String drive = path.substring(0, path.length() - withoutDrive(path).length());
    String rest = withoutDrive(path);
    boolean share = rest.startsWith("//") || rest.startsWith("\\\\");
    String lead = absolute(path) ? separator(path) : "";
    String segments = join(resolve(List.of(), rest, 0).orElse(List.of()), path);
    boolean nothing = segments.equals(".") && !lead.isEmpty();
    String canonical =
        drive + (share && drive.isEmpty() ? lead + lead : lead) + (nothing ? "" : segments);
    return canonical.equals(path) ? path : canonical;
  }

  /** Whether a segment has a meaning of its own on this system. */
  boolean reserved(String path) {
    if (path.toLowerCase(Locale.ROOT).contains("::$")) {
      return true;
    }
    return this == WINDOWS
        && segments(withoutDrive(path), 0).stream().anyMatch(PathForm::reservedSegment);
  }

  private static boolean reservedSegment(String segment) {
    boolean dots = segment.equals(".") || segment.equals("..");
    boolean stripped = segment.endsWith(".") || segment.endsWith(" ");
    return FileNameEncoder.device(segment) || segment.indexOf(':') >= 0 || (stripped && !dots);
  }

  /** On another drive or share, or written for the other system. */
  private boolean elsewhere(String root, String path) {
    boolean drive = DRIVE.matcher(path).matches();
    if (this == POSIX) {
      return drive && path.length() > 2 && "/\\".indexOf(path.charAt(2)) >= 0;
    }
    boolean share = path.startsWith("//") || path.startsWith("\\\\");
    boolean rooted = !drive && absolute(path);
    boolean driveless = drive && (path.length() < 3 || "/\\".indexOf(path.charAt(2)) < 0);
    boolean otherDrive = drive && !path.regionMatches(true, 0, root, 0, 2);
    return share || rooted || driveless || otherDrive;
  }

  private boolean absolute(String path) {
    String rest = withoutDrive(path);
    return rest.startsWith("/") || (this == WINDOWS && rest.startsWith("\\"));
  }

  private String withoutDrive(String path) {
    return this == WINDOWS && DRIVE.matcher(path).matches() ? path.substring(2) : path;
  }

  private List<String> segments(String path, int from) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(from).split(this == WINDOWS ? "[/\\\\]" : "/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private Optional<List<String>> resolve(List<String> base, String path, int floor) {
    List<String> resolved = new ArrayList<>(base);
    for (String segment : segments(path, 0)) {
      if (segment.equals("..")) {
        if (resolved.size() <= floor) {
          return Optional.empty();
        }
        resolved.removeLast();
      } else if (!segment.equals(".")) {
        resolved.add(segment);
      }
    }
    return Optional.of(resolved);
  }

  private boolean same(List<String> some, List<String> others) {
    for (int i = 0; i < some.size(); i++) {
      boolean equal =
          this == WINDOWS
              ? some.get(i).equalsIgnoreCase(others.get(i))
              : some.get(i).equals(others.get(i));
      if (!equal) {
        return false;
      }
    }
    return true;
  }

  private String join(List<String> segments, String like) {
    return segments.isEmpty() ? "." : String.join(separator(like), segments);
  }

  /** The separator that {@code like} uses; a slash wherever that will do. */
  private String separator(String like) {
    return this == WINDOWS && like.indexOf('\\') >= 0 ? "\\" : "/";
  }
}

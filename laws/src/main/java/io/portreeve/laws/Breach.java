package io.portreeve.laws;

/**
 * One place where one law is broken.
 *
 * @param law the law's name, as the allowances file writes it
 * @param file the file, relative to the project's root, with forward slashes
 * @param line the line, counted from 1
 * @param what what stands there, and what to do instead
 */
public record Breach(String law, String file, long line, String what) {

  @Override
  public String toString() {
    return file + ":" + line + ": " + law + ": " + what;
  }
}

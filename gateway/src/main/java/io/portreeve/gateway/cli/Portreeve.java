package io.portreeve.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code portreeve}. */
@Command(name = "portreeve", mixinStandardHelpOptions = true, version = "portreeve 0.1.0-SNAPSHOT")
public final class Portreeve implements Runnable {

  private Portreeve() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Portreeve()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}

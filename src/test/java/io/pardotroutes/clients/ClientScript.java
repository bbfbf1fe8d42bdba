package io.pardotroutes.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A running program of another language: what it has written so far, errors included, and a way to tell it more. */
final class ClientScript implements AutoCloseable {

  private static final long LEAVE_SECONDS = 20;

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reading;

  ClientScript(Path folder, List<String> command) {
    try {
      process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reading = new Thread(this::read, "client-script");
    reading.start();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException closed) {
      lines.add("(its output ended early)");
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line that has this text; gives the first. */
  String says(String text) {
    return BundleTest.eventually(() -> {
      List<String> found = lines().stream().filter(line -> line.contains(text)).toList();
      assertThat(found).as("lines with '%s' in %s", text, lines()).isNotEmpty();
      return found.get(0);
    });
  }

  void tell(String line) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end, which has to be a good one, and gives what it wrote. */
  List<String> succeeds(long seconds) {
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("it should have ended by now: %s", lines()).isTrue();
      reading.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    assertThat(process.exitValue()).as("exit value after %s", lines()).isZero();
    return lines();
  }

  /** Has it end by itself if it can, with everything that it started. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException ended) {
      // What it was still to be told, nobody listens to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

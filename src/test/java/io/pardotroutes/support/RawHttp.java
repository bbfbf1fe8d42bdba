package io.pardotroutes.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One connection on which a test says exactly what it wants to say. */
public final class RawHttp implements AutoCloseable {

  private final Socket socket;

  public RawHttp(int port) {
    this(connect(port));
  }

  public RawHttp(Socket socket) {
    this.socket = socket;
  }

  private static Socket connect(int port) {
    try {
      Socket socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(30_000);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole POST; each of the headers is a line. */
  public static String post(String path, String body, String... headers) {
    return head(path, body.getBytes(StandardCharsets.UTF_8).length, headers) + body;
  }

  public static String head(String path, int length, String... headers) {
    List<String> lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1", "Host: localhost", "Content-Length: " + length));
    lines.addAll(List.of(headers));
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  public RawHttp send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the other side has ended the connection; waits for it as long as a read may last. */
  public boolean isCut() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** @param headers by their names in lower case */
  public record Answer(int status, TreeMap<String, String> headers, String body) {}

  public Answer answer() {
    try {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        assertThat(next).as("an answer, after: " + head).isNotNegative();
        head.append((char) next);
      }
      String[] lines = head.toString().strip().split("\r\n");
      TreeMap<String, String> headers = new TreeMap<>();
      for (int i = 1; i < lines.length; i++) {
        headers.put(lines[i].substring(0, lines[i].indexOf(':')).toLowerCase(Locale.ROOT), lines[i].substring(lines[i].indexOf(':') + 1).strip());
      }
      byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
      return new Answer(Integer.parseInt(lines[0].substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The states of all answers until the other side ends the connection. */
  public List<Integer> statuses() {
    try {
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3})").matcher(all).results().map(found -> Integer.valueOf(found.group(1))).toList();
    } catch (IOException reset) {
      return List.of();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
